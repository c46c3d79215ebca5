package dev.hearth.host.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureSchemeTest {

  static List<Deliveries> all() {
    return Deliveries.all();
  }

  static List<Deliveries> withMoment() {
    return all().stream()
        .filter(one -> !(one.way() instanceof GitHub) && !(one.way() instanceof PlainHmac))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesWhatOthersHaveSigned(Deliveries delivery) {
    assertThatCode(delivery::verify).doesNotThrowAnyException();
  }

  @Test
  void takesTheSecondVectorOfTheReference() throws UnverifiedException {
    Verified verified =
        Deliveries.standard(
                Deliveries.SHARED_KEY,
                "msg_1",
                1_700_000_000,
                "{\"type\":\"fn.done\",\"timestamp\":\"2023-11-14T22:13:20Z\",\"data\":{\"n\":1}}",
                "v1,dO7mqJhVRfFi+/vPHS6NUaFDL7ejGcqKg0+MARvgXHQ=")
            .verify();
    assertThat(verified).isEqualTo(new Verified("msg_1", true));
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhichFieldIsMissing(Deliveries delivery) {
    UnverifiedException refused = refusal(delivery.without(delivery.way().signatureField()));
    assertThat(refused.blamesSecret()).isFalse();
    assertThat(refused.detail())
        .containsIgnoringCase(delivery.way().signatureField())
        .contains("missing");
  }

  @ParameterizedTest
  @MethodSource("all")
  void neverSaysWhatWouldHaveBeenRight(Deliveries delivery) {
    UnverifiedException refused = refusal(delivery.withBody("something else"));
    assertThat(refused.detail())
        .contains("secret of this webhook")
        .doesNotContain(delivery.secret())
        .doesNotContainPattern("[0-9a-f]{16}|[A-Za-z0-9+/]{30}");
  }

  @ParameterizedTest
  @MethodSource("all")
  void aLineEndBehindTheSecretIsNotPartOfIt(Deliveries delivery) {
    for (String end : List.of("\n", "\r\n")) {
      assertThatCode(() -> delivery.withSecret(delivery.secret() + end).verify())
          .doesNotThrowAnyException();
    }
    assertThat(refusal(delivery.withSecret("\n")).blamesSecret()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("withMoment")
  void holdsToItsToleranceBeforeAndAfter(Deliveries delivery) {
    for (int seconds : List.of(-300, -1, 0, 299, 300)) {
      assertThatCode(() -> delivery.verify(Duration.ofSeconds(seconds)))
          .as("%s s", seconds)
          .doesNotThrowAnyException();
    }
    for (int seconds : List.of(-301, 301, 86_400)) {
      UnverifiedException refused =
          catchThrowableOfType(
              UnverifiedException.class, () -> delivery.verify(Duration.ofSeconds(seconds)));
      assertThat(refused.detail())
          .contains("the tolerance is 300 s", Math.abs(seconds) + " s")
          .contains(seconds < 0 ? "ahead of" : "behind");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSignatureThatComesTwiceIsNone(Deliveries delivery) {
    String field = delivery.way().signatureField();
    List<HeaderField> twice = new java.util.ArrayList<>();
    delivery.fields().forEach((name, value) -> twice.add(new HeaderField(name, value)));
    twice.add(new HeaderField(field.toUpperCase(java.util.Locale.ROOT), "x"));
    UnverifiedException refused =
        catchThrowableOfType(
            UnverifiedException.class,
            () ->
                delivery
                    .way()
                    .verify(
                        new Delivery(twice, Payload.utf8(delivery.body())),
                        SigningSecret.of(delivery.secret().getBytes(StandardCharsets.UTF_8)),
                        new Freshness(
                            java.time.Instant.ofEpochSecond(delivery.at()), Duration.ZERO)));
    assertThat(refused.detail()).contains("more than once");
  }

  @Test
  void hidesEveryFieldWithASignature() {
    for (Deliveries delivery : all()) {
      assertThat(delivery.way().signatureFields())
          .contains(delivery.way().signatureField().toLowerCase(java.util.Locale.ROOT));
    }
    assertThat(new GitHub().signatureFields()).contains("x-hub-signature");
  }

  @Test
  void knowsDeliveriesByWhatTheirSendersKeep() throws UnverifiedException {
    assertThat(Deliveries.standard().verify()).isEqualTo(new Verified("msg_2", true));
    assertThat(Deliveries.github().verify())
        .isEqualTo(new Verified("72d3162e-cc78-11e3-81ab-4c9367dc0958", true));
    assertThat(Deliveries.github().without("X-GitHub-Delivery").verify())
        .isEqualTo(Verified.UNNAMED);
    assertThat(Deliveries.stripe().verify()).isEqualTo(new Verified("evt_1", false));
    assertThat(Deliveries.slack().verify().id())
        .isEqualTo(Deliveries.slack().fields().get("X-Slack-Signature"));
    assertThat(Deliveries.plain().verify()).isEqualTo(Verified.UNNAMED);
  }

  @Test
  void takesAnyOfSeveralSignatures() {
    String right = field(Deliveries.standard(), "webhook-signature");
    String other = "v1," + "A".repeat(43) + "=";
    String foreign = field(Deliveries.asymmetric(), "webhook-signature");
    for (String list :
        List.of(other + " " + right, right + " " + other, foreign + " v2,x " + right)) {
      assertThatCode(() -> Deliveries.standard().with("webhook-signature", list).verify())
          .as(list)
          .doesNotThrowAnyException();
    }
    assertThat(refusal(Deliveries.standard().with("webhook-signature", foreign)).detail())
        .contains("webhook-signature");
    String many = (other + " ").repeat(10) + right;
    assertThat(refusal(Deliveries.standard().with("webhook-signature", many)).detail())
        .contains("more than 10");

    String stripe = field(Deliveries.stripe(), "Stripe-Signature");
    String rotated = stripe.replace(",v1=", ",v1=" + "0".repeat(64) + ",v0=1,v1=");
    assertThatCode(() -> Deliveries.stripe().with("Stripe-Signature", rotated).verify())
        .doesNotThrowAnyException();
    for (String malformed :
        List.of("", "t=1", "v1=x", stripe + ",t=5", stripe.replace("v1=", "v0="))) {
      assertThat(refusal(Deliveries.stripe().with("Stripe-Signature", malformed)).detail())
          .as(malformed)
          .contains("one t=");
    }
  }

  private static String field(Deliveries delivery, String name) {
    return Objects.requireNonNull(delivery.fields().get(name), name);
  }

  @Test
  void takesTheNamesFromBeforeTheStandard() throws UnverifiedException {
    Deliveries now = Deliveries.standard();
    Deliveries old =
        new Deliveries(
            "svix",
            now.way(),
            now.secret(),
            Map.of(
                "svix-id", field(now, "webhook-id"),
                "svix-timestamp", field(now, "webhook-timestamp"),
                "svix-signature", field(now, "webhook-signature")),
            now.body(),
            now.at());
    assertThat(old.verify().id()).isEqualTo("msg_2");
  }

  @Test
  void anIdWithAFullStopCouldBeMistakenForAMoment() {
    assertThat(refusal(Deliveries.standard().with("webhook-id", "msg.2")).detail())
        .contains("full stop");
    assertThat(refusal(Deliveries.standard().with("webhook-id", "")).detail()).contains("id");
  }

  @Test
  void readsPlainSignaturesInEveryUsualForm() {
    String hex = field(Deliveries.plain(), "X-Acme-Signature");
    String base64 = "dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=";
    for (String form :
        List.of(
            hex,
            "sha256=" + hex,
            hex.toUpperCase(java.util.Locale.ROOT),
            base64,
            "sha256=" + base64)) {
      assertThatCode(() -> Deliveries.plain().with("X-Acme-Signature", form).verify())
          .as(form)
          .doesNotThrowAnyException();
    }
    assertThat(new PlainHmac("").signatureField()).isEqualTo("X-Signature");
  }

  @Test
  void tellsTheOwnerOfASecretThatCannotBeOne() {
    for (String secret :
        List.of("whsec_not base64", "whsk_AAAA", "whpk_AAAA", "whpk_" + "A".repeat(42), "whsec_")) {
      UnverifiedException refused = refusal(Deliveries.standard().withSecret(secret));
      assertThat(refused.blamesSecret()).as(secret).isTrue();
      assertThat(refused.detail()).contains("secret of this webhook").doesNotContain("not base64");
    }
  }

  @Test
  void givesSlackItsChallengeBack() {
    assertThat(
            challenge("{\"token\":\"t\",\"challenge\":\"3eZbrw1a\",\"type\":\"url_verification\"}"))
        .contains("3eZbrw1a");
    assertThat(challenge("{\"type\":\"event_callback\",\"challenge\":\"x\"}")).isEmpty();
    assertThat(challenge("{\"type\":\"url_verification\"}")).isEmpty();
    assertThat(challenge("{\"a\":{\"type\":\"url_verification\"},\"challenge\":\"x\"}")).isEmpty();
    assertThat(challenge("type=url_verification&challenge=x")).isEmpty();
    assertThat(
            new GitHub().challenge(delivery("{\"type\":\"url_verification\",\"challenge\":\"x\"}")))
        .isEmpty();
  }

  private static java.util.Optional<String> challenge(String body) {
    return new Slack().challenge(delivery(body));
  }

  private static Delivery delivery(String body) {
    return new Delivery(List.of(), Payload.utf8(body));
  }

  private static UnverifiedException refusal(Deliveries delivery) {
    UnverifiedException refused = catchThrowableOfType(UnverifiedException.class, delivery::verify);
    assertThat(refused).as(delivery.scheme()).isNotNull();
    return refused;
  }
}
