package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.trigger.TriggerSpec.Verify;
import dev.hearth.host.registry.trigger.TriggerSpec.Webhook;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTriggerReaderTest {

  @Test
  void readsEveryKind() {
    assertThat(
            ManifestReaderTest.good(
                    """
                    secrets: [API_TOKEN]
                    triggers:
                      - webhook: {name: repo, verify: github, secret: GH_SECRET}
                      - webhook: {verify: standard, secret: WH, tolerance: 90s}
                      - webhook: {verify: stripe, secret: S}
                      - webhook: {verify: slack, secret: S, tolerance: 1h}
                      - webhook: {verify: hmac, secret: S, header: X-Acme-Signature}
                      - webhook: {name: other, verify: hmac, secret: S}
                    """)
                .background()
                .triggers())
        .containsExactly(
            new Webhook("repo", Verify.GITHUB, "GH_SECRET", Duration.ZERO, ""),
            new Webhook("standard", Verify.STANDARD, "WH", Duration.ofSeconds(90), ""),
            new Webhook("stripe", Verify.STRIPE, "S", Duration.ofMinutes(5), ""),
            new Webhook("slack", Verify.SLACK, "S", Duration.ofHours(1), ""),
            new Webhook("hmac", Verify.HMAC, "S", Duration.ZERO, "X-Acme-Signature"),
            new Webhook("other", Verify.HMAC, "S", Duration.ZERO, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {secret: S}                                    | verify: is missing: standard, github
          {verify: github}                               | secret: is missing: the name of the secret
          {verify: gitlab, secret: S}                    | [github, hmac, slack, standard, stripe]
          {verify: github, secret: 'a b'}                | secret: wants the name of a secret
          {verify: github, secret: S, name: 'A/b'}       | name: wants 1 to 63 lower-case letters
          {verify: github, secret: S, tolerance: 5m}     | tolerance: says nothing here
          {verify: hmac, secret: S, tolerance: 5m}       | tolerance: says nothing here
          {verify: stripe, secret: S, tolerance: 0s}     | tolerance: wants 1s to
          {verify: stripe, secret: S, header: X-Y}       | header: is for "verify: hmac" alone
          {verify: hmac, secret: S, header: 'a:b'}       | header: wants the name of a header field
          {verify: hmac, secret: S, headers: X-Y}        | did you mean "header"
          github                                         | wants keys and values
          """)
  void saysWhatIsWrong(String webhook, String problem) {
    assertThat(ManifestReaderTest.bad("triggers: [{webhook: " + webhook + "}]"))
        .anySatisfy(text -> assertThat(text).startsWith("triggers[0].webhook").contains(problem));
  }

  @Test
  void twoOfOneFunctionNeedTwoNames() {
    assertThat(
            ManifestReaderTest.bad(
                "triggers: [{webhook: {verify: github, secret: A}},"
                    + " {webhook: {verify: github, secret: B}}]"))
        .singleElement()
        .asString()
        .contains("two webhooks named \"github\"");
  }

  @Test
  void anotherWebhookMakesAnotherVersion() {
    Digest artifact = new Digest("0".repeat(64));
    Digest plain = Fingerprint.of(artifact, ManifestReaderTest.good(""), Map.of());
    Digest hooked =
        Fingerprint.of(
            artifact,
            ManifestReaderTest.good("triggers: [{webhook: {verify: github, secret: A}}]"),
            Map.of());
    Digest secret = Fingerprint.of(artifact, ManifestReaderTest.good("secrets: [A]"), Map.of());
    assertThat(plain).isNotEqualTo(hooked).isNotEqualTo(secret);
    assertThat(hooked).isNotEqualTo(secret);
  }
}
