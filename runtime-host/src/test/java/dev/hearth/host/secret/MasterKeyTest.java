package dev.hearth.host.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

  private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");
  private static final MasterKey KEY = MasterKey.generate(RANDOM);

  @Property(tries = 500)
  void opensWhatItHasSealed(@ForAll String name, @ForAll byte[] value) {
    String sealed = KEY.seal(name, value, RANDOM);
    assertThat(KEY.open(name, sealed)).hasValueSatisfying(it -> assertThat(it).isEqualTo(value));
  }

  @Property(tries = 500)
  void opensNothingElse(
      @ForAll String name, @ForAll byte[] value, @ForAll @IntRange(max = 100_000) int where) {
    String sealed = KEY.seal(name, value, RANDOM);
    byte[] bytes = Base64.getDecoder().decode(sealed);
    int bit = where % (bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    assertThat(KEY.open(name, Base64.getEncoder().encodeToString(bytes))).isEmpty();
    assertThat(KEY.open(name + "x", sealed)).as("under another name").isEmpty();
    assertThat(MasterKey.generate(RANDOM).open(name, sealed)).as("with another key").isEmpty();
  }

  @Property(tries = 200)
  void noTextIsTakenForASealedValue(@ForAll String text) {
    assertThat(KEY.open("name", text)).isEmpty();
  }

  @Test
  void sealsTheSameValueDifferentlyEachTime() {
    Set<String> sealed = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      sealed.add(KEY.seal("name", new byte[] {1}, RANDOM));
    }
    assertThat(sealed).hasSize(100);
  }

  @Test
  void isTheSameKeyAfterItWasWrittenDown() {
    MasterKey again = MasterKey.parse(KEY.text()).orElseThrow();
    assertThat(again.id()).isEqualTo(KEY.id());
    assertThat(again.open("a", KEY.seal("a", new byte[] {7}, RANDOM))).isPresent();
    assertThat(MasterKey.generate(RANDOM).id()).isNotEqualTo(KEY.id());
    assertThat(MasterKey.parse("")).isEmpty();
    assertThat(MasterKey.parse(KEY.text() + "AAAA")).isEmpty();
    assertThat(MasterKey.parse("ß")).isEmpty();
  }

  @Test
  void neverShowsItself() {
    assertThat(KEY.toString()).contains(KEY.id()).doesNotContain(KEY.text());
    assertThat(KEY.text()).doesNotContain(KEY.id());
  }
}
