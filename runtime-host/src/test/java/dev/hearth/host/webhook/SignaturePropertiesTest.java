package dev.hearth.host.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is changed of a delivery that is right, it is not right any more. */
class SignaturePropertiesTest {

  private static final List<String> UNSIGNED = List.of("X-GitHub-Delivery");

  @Provide
  Arbitrary<Deliveries> deliveries() {
    return Arbitraries.of(Deliveries.all());
  }

  @Property(tries = 2_000)
  void aFlippedBitOfTheBodyIsRefused(
      @ForAll("deliveries") Deliveries delivery, @ForAll @IntRange(max = 100_000) int where) {
    byte[] body = flipped(delivery.body().getBytes(StandardCharsets.UTF_8), where);
    byte[] secret = delivery.secret().getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> delivery.verify(body, secret, Duration.ZERO))
        .isInstanceOf(UnverifiedException.class);
  }

  @Property(tries = 2_000)
  void aFlippedBitOfASignedFieldIsRefused(
      @ForAll("deliveries") Deliveries delivery,
      @ForAll @IntRange(max = 100_000) int which,
      @ForAll @IntRange(max = 100_000) int where) {
    List<String> names =
        delivery.fields().keySet().stream().filter(name -> !UNSIGNED.contains(name)).toList();
    String name = names.get(which % names.size());
    String value = delivery.fields().getOrDefault(name, "");
    String other =
        new String(
            flipped(value.getBytes(StandardCharsets.ISO_8859_1), where),
            StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> delivery.with(name, other).verify())
        .as("%s: %s", name, other)
        .isInstanceOf(UnverifiedException.class);
  }

  /** Secrets in Base64 may have bits that mean nothing. */
  @Provide
  Arbitrary<Deliveries> withPlainSecret() {
    return deliveries().filter(delivery -> !(delivery.way() instanceof StandardWebhooks));
  }

  @Property(tries = 2_000)
  void aFlippedBitOfTheSecretIsRefused(
      @ForAll("withPlainSecret") Deliveries delivery, @ForAll @IntRange(max = 100_000) int where) {
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    byte[] secret = flipped(delivery.secret().getBytes(StandardCharsets.UTF_8), where);
    assertThatThrownBy(() -> delivery.verify(body, secret, Duration.ZERO))
        .isInstanceOf(UnverifiedException.class);
  }

  @Property(tries = 1_000)
  void nothingMadeUpIsTakenAndNothingElseIsThrown(
      @ForAll("deliveries") Deliveries delivery, @ForAll String signature, @ForAll String moment) {
    Deliveries madeUp = delivery.with(delivery.way().signatureField(), signature);
    for (String field : List.of("webhook-timestamp", "X-Slack-Request-Timestamp")) {
      if (delivery.fields().containsKey(field)) {
        madeUp = madeUp.with(field, moment);
      }
    }
    assertThatThrownBy(madeUp::verify).isInstanceOf(UnverifiedException.class);
  }

  @Property(tries = 200)
  void anyBodyThatIsSignedIsTaken(@ForAll byte[] body, @ForAll("keys") byte[] key)
      throws UnverifiedException {
    String hex = hmac(key, body);
    Deliveries signed = Deliveries.plain().with("X-Acme-Signature", hex);
    assertThatCode(() -> signed.verify(body, key, Duration.ZERO)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<byte[]> keys() {
    // Not with a line end last, which is not part of a secret.
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(100)
        .filter(key -> key[key.length - 1] != '\n');
  }

  private static String hmac(byte[] key, byte[] body) {
    try {
      javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
      mac.init(new javax.crypto.spec.SecretKeySpec(key, "HmacSHA256"));
      return java.util.HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] flipped(byte[] bytes, int where) {
    byte[] other = bytes.clone();
    int bit = where % (bytes.length * 8);
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    return other;
  }
}
