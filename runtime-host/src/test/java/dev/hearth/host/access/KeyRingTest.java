package dev.hearth.host.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRingTest {

  private final ManualTime time = new ManualTime();
  private final Shelf shelf = new Shelf();
  private final KeyRing ring =
      new KeyRing(shelf, RandomGenerator.of("L64X128MixRandom"), time.source());

  /** Keys in memory. */
  private static final class Shelf implements KeyStore {
    private final List<StoredKey> keys = new ArrayList<>();

    @Override
    public List<StoredKey> keys() {
      return List.copyOf(keys);
    }

    @Override
    public void add(StoredKey key) {
      keys.add(key);
    }

    @Override
    public boolean remove(String id) {
      return keys.removeIf(key -> key.id().equals(id));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "admin, admin, ALLOWED",
    "admin, deploy, ALLOWED",
    "admin, invoke:hello, ALLOWED",
    "deploy, deploy, ALLOWED",
    "deploy, read, NOT_IN_SCOPE",
    "deploy, admin, NOT_IN_SCOPE",
    "deploy, invoke:hello, NOT_IN_SCOPE",
    "read, read, ALLOWED",
    "invoke:hello, invoke:hello, ALLOWED",
    "invoke:hello, invoke:hell, NOT_IN_SCOPE",
    "invoke:hello, invoke:hello2, NOT_IN_SCOPE",
    "invoke:hello, invoke:*, NOT_IN_SCOPE",
    "invoke:*, invoke:hello, ALLOWED",
    "invoke:*, deploy, NOT_IN_SCOPE",
    "invoke:*, publish, ALLOWED",
    "publish, publish, ALLOWED",
    "publish, invoke:hello, NOT_IN_SCOPE",
    "invoke:hello, publish, NOT_IN_SCOPE",
    "read, publish, NOT_IN_SCOPE",
    "invoke:*, admin, NOT_IN_SCOPE"
  })
  void judgesByScope(String has, String needs, Verdict verdict) {
    NewKey key = ring.create(List.of(has), "x");
    assertThat(ring.judge(key.token(), needs)).isEqualTo(verdict);
  }

  @Test
  void tellsNoKeyFromAWrongOne() {
    NewKey key = ring.create(List.of("admin"), "x");
    String id = key.stored().id();
    String secret = key.token().substring(key.token().indexOf('.') + 1);
    assertThat(ring.judge("", "read")).isEqualTo(Verdict.NO_KEY);
    for (String wrong :
        List.of(
            "x",
            "hk_",
            "hk_.",
            "hk_" + id,
            "hk_" + id + ".",
            "hk_" + id + "." + secret + "x",
            "hk_" + id + "." + secret.substring(1),
            "hk_" + id.substring(1) + "." + secret,
            "HK_" + id + "." + secret,
            " " + key.token(),
            "hk_" + id + "." + key.stored().secretHash())) {
      assertThat(ring.judge(wrong, "read")).as(wrong).isEqualTo(Verdict.WRONG_KEY);
    }
  }

  @Property(tries = 200)
  void noTextIsTakenForAKeyAndNoneMakesItThrow(@ForAll String text) {
    ring.create(List.of("admin"), "x");
    assertThat(ring.judge("hk_" + text, "read")).isEqualTo(Verdict.WRONG_KEY);
    assertThat(ring.judge(text, "read")).isIn(Verdict.WRONG_KEY, Verdict.NO_KEY);
  }

  @Test
  void neverStoresASecret() {
    NewKey key = ring.create(List.of("read"), "ci");
    String secret = key.token().substring(key.token().indexOf('.') + 1);
    assertThat(shelf.keys()).hasSize(1);
    assertThat(shelf.keys().toString()).doesNotContain(secret);
    assertThat(ring.all().toString()).doesNotContain(secret);
    assertThat(secret).hasSize(43);
  }

  /** Seals by turning the text around, with the id behind it. */
  private static final class Turning implements KeySealing {

    @Override
    public String seal(String id, byte[] secret) {
      return new StringBuilder(new String(secret, UTF_8)).reverse() + ":" + id;
    }

    @Override
    public Optional<byte[]> open(String id, String sealed) {
      return sealed.endsWith(":" + id)
          ? Optional.of(
              new StringBuilder(sealed.substring(0, sealed.length() - id.length() - 1))
                  .reverse()
                  .toString()
                  .getBytes(UTF_8))
          : Optional.empty();
    }
  }

  @Test
  void givesTheSecretOfAKeyThatSigns() {
    KeyRing signing =
        new KeyRing(shelf, RandomGenerator.getDefault(), time.source(), new Turning());
    NewKey key = signing.create(List.of("read"), "ci");
    String id = key.stored().id();
    assertThat(key.stored().signs()).isTrue();
    assertThat(signing.withAccessKeyId("hk_" + id)).contains(key.stored());
    assertThat(signing.withAccessKeyId(id)).isEmpty();
    assertThat(signing.withAccessKeyId(key.token())).isEmpty();
    assertThat(new String(signing.secretOf(key.stored()).orElseThrow(), UTF_8))
        .isEqualTo(key.token().substring(key.token().indexOf('.') + 1));
    assertThat(signing.proven(key.token())).contains(key.stored());
    assertThat(signing.proven(key.token() + "x")).isEmpty();
  }

  @Test
  void aKeyWhoseSecretIsNotKeptCannotSign() {
    NewKey key = ring.create(List.of("read"), "ci");
    assertThat(key.stored().signs()).isFalse();
    assertThat(ring.secretOf(key.stored())).isEmpty();
  }

  @Test
  void knowsItsKeysAgainAfterARestart() {
    NewKey key = ring.create(List.of("read"), "ci");
    KeyRing again = new KeyRing(shelf, RandomGenerator.getDefault(), time.source());
    assertThat(again.judge(key.token(), "read")).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void forgetsAKeyAtOnce() {
    NewKey key = ring.create(List.of("read"), "ci");
    assertThat(ring.remove(key.stored().id())).isTrue();
    assertThat(ring.judge(key.token(), "read")).isEqualTo(Verdict.WRONG_KEY);
    assertThat(shelf.keys()).isEmpty();
    assertThat(ring.remove(key.stored().id())).isFalse();
  }

  @Test
  void listsTheOldestFirst() {
    for (String label : List.of("a", "b", "c")) {
      ring.create(Set.of("read"), label);
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(ring.all()).extracting(StoredKey::label).containsExactly("a", "b", "c");
  }

  @ParameterizedTest
  @CsvSource({
    "admin, true", "deploy, true", "read, true", "invoke:*, true", "invoke:hello, true",
    "invoke:, false", "invoke:A, false", "'', false", "write, false", "Admin, false",
    "invoke, false", "invoke:a b, false"
  })
  void knowsItsScopes(String scope, boolean known) {
    assertThat(KeyRing.isScope(scope)).isEqualTo(known);
  }
}
