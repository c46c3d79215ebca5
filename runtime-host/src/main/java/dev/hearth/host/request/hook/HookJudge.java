package dev.hearth.host.request.hook;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.secret.SecretValue;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.secret.SecretsLockedException;
import dev.hearth.host.webhook.Delivery;
import dev.hearth.host.webhook.Freshness;
import dev.hearth.host.webhook.SigningSecret;
import dev.hearth.host.webhook.UnverifiedException;
import dev.hearth.host.webhook.Verified;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Looks at the signatures of deliveries, with the secrets as they are now. Any thread may use it.
 */
final class HookJudge {

  private static final Duration MENDED_BY_HAND = Duration.ofMinutes(1);

  private final SecretVault secrets;

  HookJudge(SecretVault secrets) {
    this.secrets = secrets;
  }

  /** Judges a delivery to a webhook that came now. */
  Judgement judge(Hook hook, Delivery delivery, Instant now) {
    String name = hook.webhook().secret();
    Optional<SecretValue> secret;
    try {
      secret = secrets.find(name);
    } catch (SecretsLockedException locked) {
      return undecided(
          Reason.STORE_UNAVAILABLE,
          hook.described()
              + " cannot be verified: the host cannot read its secrets, its log says why");
    }
    if (secret.isEmpty()) {
      return undecided(
          Reason.SECRET_UNUSABLE,
          hook.described()
              + " cannot be verified: its secret is not set; PUT /v1/secrets/"
              + name
              + " on the control API sets it");
    }
    return judge(hook, delivery, SigningSecret.of(secret.get().copy()), now);
  }

  private static Judgement judge(Hook hook, Delivery delivery, SigningSecret secret, Instant now) {
    try {
      Verified verified =
          hook.scheme().verify(delivery, secret, new Freshness(now, hook.webhook().tolerance()));
      return new Judgement.Right(
          verified,
          hook.scheme().challenge(delivery),
          verified.sameBody() ? digest(delivery.body()) : "");
    } catch (UnverifiedException wrong) {
      return wrong.blamesSecret()
          ? undecided(
              Reason.SECRET_UNUSABLE,
              hook.described()
                  + " cannot be verified: "
                  + wrong.detail()
                  + "; PUT /v1/secrets/"
                  + hook.webhook().secret()
                  + " on the control API sets another")
          : new Judgement.Unverified(
              hook.described()
                  + " takes only what is signed in the field "
                  + hook.scheme().signatureField()
                  + ": "
                  + wrong.detail());
    }
  }

  private static Judgement undecided(Reason reason, String detail) {
    return new Judgement.Undecided(
        new Outcome.Failed(reason, detail, MENDED_BY_HAND, ThrownError.NONE));
  }

  private static String digest(Payload body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
