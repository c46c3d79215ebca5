package dev.hearth.host.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.access.KeyStore;
import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Rate;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.AuthMode;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.HandlerStyle;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CallValidatorTest {

  private static final Versions PRIVATE = Versions.of("hello").style(HandlerStyle.SUPPLIER);
  private static final Versions PUBLIC = PRIVATE.auth(AuthMode.PUBLIC);

  private final ManualTime time = new ManualTime();
  private final KeyRing keys =
      new KeyRing(new NoStore(), RandomGenerator.getDefault(), time.source());
  private Optional<String> suspension = Optional.empty();
  private final CallValidator validator =
      new CallValidator(
          keys,
          new RateLimits(time.source()),
          new CallValidator.Limits(ByteSize.kibibytes(1), ByteSize.mebibytes(1), 16),
          _ -> suspension);

  private record NoStore() implements KeyStore {
    @Override
    public List<StoredKey> keys() {
      return List.of();
    }

    @Override
    public void add(StoredKey key) {}

    @Override
    public boolean remove(String id) {
      return true;
    }
  }

  private String key(String scope) {
    return keys.create(List.of(scope), "x").token();
  }

  private static CallValidator.Head head(
      Versions version, boolean enabled, String method, String key, long length) {
    return new CallValidator.Head(
        version.version(), enabled, method, new CallValidator.Caller.Outside(key), 0, length);
  }

  private String refusal(
      Versions version, boolean enabled, String method, String key, long length) {
    return validator
        .refuse(head(version, enabled, method, key, length))
        .map(failed -> failed.reason().slug() + ": " + failed.detail())
        .orElse("");
  }

  @Test
  void letsACallThroughThatIsInOrder() {
    assertThat(refusal(PUBLIC, true, "GET", "", -1)).isEmpty();
    assertThat(refusal(PUBLIC, true, "POST", "nonsense", 1024)).isEmpty();
    assertThat(refusal(PRIVATE, true, "GET", key("invoke:hello"), -1)).isEmpty();
    assertThat(refusal(PRIVATE, true, "GET", key("invoke:*"), 0)).isEmpty();
    assertThat(refusal(PRIVATE, true, "GET", key("admin"), 0)).isEmpty();
  }

  @Test
  void aSuspendedVersionGetsNoCalls() {
    suspension = Optional.of("the function is suspended: mend it");
    assertThat(refusal(PUBLIC, true, "GET", "", -1))
        .isEqualTo("function-disabled: the function is suspended: mend it");
    assertThat(refusal(PRIVATE, true, "GET", "", -1)).startsWith("unauthenticated");
  }

  @Test
  void tellsWhoHasNoKeyHowToSendOne() {
    assertThat(refusal(PRIVATE, true, "GET", "", -1))
        .isEqualTo(
            "unauthenticated: the function hello is private: send a key as \"Authorization: Bearer"
                + " <key>\", or deploy it with \"auth: public\"");
    assertThat(refusal(PRIVATE, true, "GET", "hk_x.y", -1))
        .isEqualTo("unauthenticated: the key that was sent is not known here");
    assertThat(refusal(PRIVATE, true, "GET", key("invoke:other"), -1))
        .isEqualTo(
            "forbidden: the key that was sent may not call hello: it needs the scope invoke:hello"
                + " or admin");
    assertThat(refusal(PRIVATE, true, "GET", key("read"), -1)).startsWith("forbidden");
  }

  @Test
  void namesTheMethodsThatReachTheFunction() {
    assertThat(refusal(PUBLIC, true, "DELETE", "", -1))
        .isEqualTo(
            "method-not-allowed: a java.util.function.Supplier is called with GET, HEAD, POST, not"
                + " with DELETE");
    assertThat(refusal(PUBLIC.style(HandlerStyle.HTTP), true, "DELETE", "", -1)).isEmpty();
    for (HandlerStyle style :
        List.of(HandlerStyle.EVENT, HandlerStyle.TYPED, HandlerStyle.FUNCTION)) {
      assertThat(refusal(PUBLIC.style(style), true, "GET", "", -1)).contains("with POST, not");
    }
  }

  @Test
  void namesTheLargestBody() {
    assertThat(refusal(PUBLIC, true, "POST", "", 1024)).isEmpty();
    assertThat(refusal(PUBLIC, true, "POST", "", 1025))
        .isEqualTo(
            "payload-too-large: a body may have 1KiB at most (setting request.max-body); send less,"
                + " or a reference to the data");
    assertThat(validator.tooLarge(PUBLIC.version().spec()).reason())
        .isEqualTo(Reason.PAYLOAD_TOO_LARGE);
  }

  private Optional<Outcome.Failed> refusal(
      Versions version, CallValidator.Caller caller, int hops) {
    return validator.refuse(
        new CallValidator.Head(version.version(), true, "GET", caller, hops, -1));
  }

  @Test
  void aFunctionThatMayCallNeedsNoKey() {
    assertThat(refusal(PRIVATE, new CallValidator.Caller.Permitted(), 1)).isEmpty();
  }

  @Test
  void namesTheLineOfTheManifestThatAllowsACall() {
    FunctionName shop = new FunctionName("shop");
    assertThat(CallValidator.refuse(PRIVATE.version(), shop).orElseThrow().detail())
        .isEqualTo(
            "the function hello@1 may not call shop: `permissions: {invoke: [shop]}` in its"
                + " manifest would allow it");
    assertThat(CallValidator.refuse(PRIVATE.invoking("other").version(), shop)).isPresent();
    assertThat(CallValidator.refuse(PRIVATE.invoking("shop").version(), shop)).isEmpty();
    assertThat(CallValidator.refuse(PRIVATE.invoking("*").version(), shop)).isEmpty();
  }

  @Test
  void endsACircleOfFunctions() {
    CallValidator.Caller function = new CallValidator.Caller.Permitted();
    assertThat(refusal(PUBLIC, function, 16)).isEmpty();
    Outcome.Failed failed = refusal(PUBLIC, function, 17).orElseThrow();
    assertThat(failed.reason()).isEqualTo(Reason.HOP_LIMIT);
    assertThat(failed.detail()).contains("16", "hops.max", "hello@1", "circle");
    assertThat(refusal(PUBLIC, new CallValidator.Caller.Outside(""), 17)).isPresent();
  }

  @Test
  void countsOnlyCallsThatWouldGoOn() {
    Versions twice = PRIVATE.rate(Rate.parse("2/h"));
    String key = key("admin");
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(twice, true, "GET", "", 0)).startsWith("unauthenticated");
      assertThat(refusal(twice, true, "DELETE", key, 0)).startsWith("method-not-allowed");
      assertThat(refusal(twice, true, "POST", key, 1 << 30)).startsWith("payload-too-large");
    }
    assertThat(refusal(twice, true, "GET", key, 0)).isEmpty();
    assertThat(refusal(twice, new CallValidator.Caller.Permitted(), 1)).isEmpty();
    assertThat(refusal(twice, true, "GET", key, 0)).startsWith("throttled: the function hello");
  }

  @Test
  void aCallThatWasCountedWhenItWasQueuedIsNotCountedAgain() {
    Versions once = PRIVATE.rate(Rate.parse("1/h"));
    CallValidator.Caller counted = new CallValidator.Caller.Counted();
    for (int i = 0; i < 3; i++) {
      assertThat(refusal(once, counted, 1)).isEmpty();
    }
    assertThat(refusal(once, counted, 17)).as("all else still holds").isPresent();
    assertThat(refusal(once, true, "GET", key("admin"), 0)).isEmpty();
    assertThat(refusal(once, true, "GET", key("admin"), 0)).startsWith("throttled");
  }

  @Test
  void aKeyMayBeUsedAsOftenAsItsRateSays() {
    String key = keys.create(List.of("invoke:*"), "x", Rate.parse("1/h")).token();
    assertThat(refusal(PUBLIC, true, "GET", key, 0)).as("nobody looked at it").isEmpty();
    assertThat(refusal(PRIVATE, true, "GET", key, 0)).isEmpty();
    assertThat(refusal(PRIVATE, true, "GET", key, 0)).startsWith("throttled: the key hk_");
    assertThat(refusal(PRIVATE, true, "GET", key + "x", 0)).startsWith("unauthenticated");
    assertThat(refusal(PRIVATE, true, "GET", key("admin"), 0)).isEmpty();
  }

  @Test
  void saysWhenToTryADisabledFunctionAgain() {
    Outcome.Failed failed = validator.refuse(head(PUBLIC, false, "GET", "", -1)).orElseThrow();
    assertThat(failed.reason()).isEqualTo(Reason.FUNCTION_DISABLED);
    assertThat(failed.retryAfter()).isPositive();
  }

  @Test
  void tellsStrangersNothingButThatTheyNeedAKey() {
    assertThat(refusal(PRIVATE, false, "DELETE", "", 1 << 30)).startsWith("unauthenticated");
    assertThat(refusal(PUBLIC, false, "DELETE", "", 1 << 30)).startsWith("function-disabled");
    assertThat(refusal(PUBLIC, true, "DELETE", "", 1 << 30)).startsWith("method-not-allowed");
    assertThat(refusal(PUBLIC, true, "POST", "", 1 << 30)).startsWith("payload-too-large");
  }
}
