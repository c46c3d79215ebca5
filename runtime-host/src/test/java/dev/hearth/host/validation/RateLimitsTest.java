package dev.hearth.host.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.Rate;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private final ManualTime time = new ManualTime();
  private final RateLimits limits = new RateLimits(time.source());

  private static FunctionVersion function(String name, int number, String rate) {
    return Versions.of(name).number(number).rate(rate(rate)).version();
  }

  private static StoredKey key(String id, String rate) {
    return new StoredKey(
        id, new Digest("0".repeat(64)), Set.of("invoke:*"), "", Instant.EPOCH, rate(rate));
  }

  private static Rate rate(String text) {
    return text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text);
  }

  private int granted(FunctionVersion version, int calls) {
    return granted(limits, version, calls);
  }

  private static int granted(RateLimits limits, FunctionVersion version, int calls) {
    int granted = 0;
    for (int i = 0; i < calls; i++) {
      granted += limits.refuse(version).isEmpty() ? 1 : 0;
    }
    return granted;
  }

  @Test
  void aFunctionWithoutARateIsNotCounted() {
    assertThat(granted(function("free", 1, ""), 1000)).isEqualTo(1000);
    assertThat(limits.buckets()).isZero();
  }

  @Test
  void theBurstComesAtOnceAndTheRestAtTheRate() {
    FunctionVersion hello = function("hello", 1, "10/s burst 3");
    assertThat(granted(hello, 10)).isEqualTo(3);
    time.advance(Duration.ofMillis(99));
    assertThat(granted(hello, 10)).isZero();
    time.advance(Duration.ofMillis(1));
    assertThat(granted(hello, 10)).isEqualTo(1);
    time.advance(Duration.ofHours(1));
    assertThat(granted(hello, 10)).isEqualTo(3);
  }

  @Test
  void saysWhichLimitItWasAndExactlyWhenToTryAgain() {
    FunctionVersion hello = function("hello", 1, "4/m burst 1");
    assertThat(limits.refuse(hello)).isEmpty();
    time.advance(Duration.ofSeconds(5));
    Outcome.Failed failed = limits.refuse(hello).orElseThrow();
    assertThat(failed.reason().slug()).isEqualTo("throttled");
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(failed.retryAfterSeconds()).isEqualTo(10);
    assertThat(failed.detail()).contains("function hello", "rate: 4/m burst 1", "deployment");
    time.advance(failed.retryAfter());
    assertThat(limits.refuse(hello)).isEmpty();
  }

  @Test
  void retryAfterIsRoundedUp() {
    FunctionVersion hello = function("hello", 1, "10/s burst 1");
    assertThat(limits.refuse(hello)).isEmpty();
    assertThat(limits.refuse(hello).orElseThrow().retryAfterSeconds()).isEqualTo(1);
  }

  @Test
  void versionsWithTheSameRateShareIt() {
    assertThat(granted(function("hello", 1, "5/s"), 3)).isEqualTo(3);
    assertThat(granted(function("hello", 2, "5/s"), 9)).isEqualTo(2);
    assertThat(granted(function("hello", 3, "7/s"), 9)).isEqualTo(7);
    assertThat(granted(function("other", 1, "5/s"), 9)).isEqualTo(5);
  }

  @Test
  void aKeyHasALimitOfItsOwn() {
    FunctionVersion free = function("free", 1, "");
    StoredKey slow = key("ab", "1/h");
    assertThat(limits.refuse(free, slow)).isEmpty();
    Outcome.Failed failed = limits.refuse(free, slow).orElseThrow();
    assertThat(failed.detail()).contains("key hk_ab", "1/h", "POST /v1/keys");
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(limits.refuse(free, key("cd", "1/h"))).isEmpty();
    assertThat(limits.refuse(free, key("ef", ""))).isEmpty();
  }

  @Test
  void aCallThatTheFunctionRefusesIsNotTheKeys() {
    FunctionVersion hello = function("hello", 1, "1/h");
    StoredKey key = key("ab", "2/h");
    assertThat(limits.refuse(hello, key)).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(limits.refuse(hello, key).orElseThrow().detail()).contains("function hello");
    }
    assertThat(limits.refuse(function("free", 1, ""), key)).isEmpty();
    assertThat(limits.refuse(function("free", 1, ""), key)).isPresent();
  }

  @Test
  void aBucketThatIsFullAgainIsForgotten() {
    granted(function("hello", 1, "60/m burst 30"), 5);
    assertThat(limits.refuse(function("free", 1, ""), key("ab", "1/h"))).isEmpty();
    assertThat(limits.buckets()).isEqualTo(2);
    time.advance(Duration.ofSeconds(36));
    assertThat(limits.buckets()).isEqualTo(1);
    time.advance(Duration.ofHours(1));
    assertThat(limits.buckets()).isZero();
  }

  @Property(tries = 100)
  void neverGrantsMoreThanBurstAndRate(
      @ForAll @IntRange(min = 1, max = 50) int calls,
      @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @Size(max = 20) int[] pauses) {
    FunctionVersion hello = function("hello", 1, calls + "/s burst " + burst);
    RateLimits fresh = new RateLimits(time.source());
    int granted = granted(fresh, hello, 200);
    long millis = 0;
    for (int pause : pauses) {
      int step = Math.floorMod(pause, 2_000);
      time.advance(Duration.ofMillis(step));
      millis += step;
      granted += granted(fresh, hello, 200);
    }
    assertThat(granted).isLessThanOrEqualTo((int) (burst + millis * calls / 1000));
    assertThat(granted).isGreaterThanOrEqualTo(burst);
    assertThat(fresh.refuse(hello)).isPresent();
  }
}
