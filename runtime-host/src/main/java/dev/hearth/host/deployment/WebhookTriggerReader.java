package dev.hearth.host.deployment;

import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.registry.trigger.TriggerSpec.Verify;
import dev.hearth.host.registry.trigger.TriggerSpec.Webhook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a webhook. Stateless. */
final class WebhookTriggerReader {

  /** What a secret can be named. */
  static final Pattern SECRET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private static final Set<String> KEYS = Set.of("name", "verify", "secret", "tolerance", "header");
  private static final Set<Verify> WITHOUT_MOMENT = Set.of(Verify.GITHUB, Verify.HMAC);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Duration LEAST_TOLERANCE = Duration.ofSeconds(1);
  private static final Duration MOST_TOLERANCE = Duration.ofHours(24);

  private WebhookTriggerReader() {}

  /** The trigger; empty when it cannot be read, which is a problem then. */
  static Optional<TriggerSpec> read(ManifestSection section) {
    section.refuseUnknown(KEYS);
    if (!section.has("verify")) {
      section.problem("verify", "is missing: standard, github, stripe, slack or hmac");
    }
    if (!section.has("secret")) {
      section.problem(
          "secret",
          "is missing: the name of the secret that deliveries are signed with, such as GH_SECRET");
    }
    Verify verify = section.choice("verify", Verify.STANDARD);
    String usualName = verify.name().toLowerCase(Locale.ROOT);
    String name =
        section.text(
            "name",
            usualName,
            NAME,
            "1 to 63 lower-case letters, digits and hyphens, for its address");
    String secret =
        section.text("secret", "", SECRET, "the name of a secret: letters, digits and underscores");
    if (!section.has("verify") || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Webhook(name, verify, secret, tolerance(section, verify), header(section, verify)));
  }

  private static Duration tolerance(ManifestSection section, Verify verify) {
    if (!WITHOUT_MOMENT.contains(verify)) {
      return section.duration("tolerance", TOLERANCE, LEAST_TOLERANCE, MOST_TOLERANCE);
    }
    if (section.has("tolerance")) {
      section.problem("tolerance", "says nothing here: no moment is signed this way; leave it out");
    }
    return Duration.ZERO;
  }

  private static String header(ManifestSection section, Verify verify) {
    if (verify == Verify.HMAC) {
      return section.text("header", "", FIELD, "the name of a header field such as X-Signature");
    }
    if (section.has("header")) {
      section.problem("header", "is for \"verify: hmac\" alone: leave it out");
    }
    return "";
  }

  /** Two webhooks of one function cannot have the same address. */
  static void refuseTwins(List<TriggerSpec> triggers, ManifestSection root) {
    Set<String> names = new HashSet<>();
    for (TriggerSpec trigger : triggers) {
      if (trigger instanceof Webhook webhook && !names.add(webhook.name())) {
        root.problem(
            "triggers",
            "has two webhooks named \"" + webhook.name() + "\": give each a `name` of its own");
      }
    }
  }
}
