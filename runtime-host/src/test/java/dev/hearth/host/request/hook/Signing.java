package dev.hearth.host.request.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What senders do. */
public final class Signing {

  private Signing() {}

  /** The fields of a Standard Webhooks delivery. */
  public static Map<String, String> standard(String secret, String id, long at, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    byte[] mac = hmac(key, id + "." + at + "." + body);
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(at),
        "webhook-signature",
        "v1," + Base64.getEncoder().encodeToString(mac));
  }

  /** The fields of GitHub. */
  public static Map<String, String> github(String secret, String id, String body) {
    return Map.of(
        "X-GitHub-Event",
        "push",
        "X-GitHub-Delivery",
        id,
        "X-Hub-Signature",
        "sha1=0123456789",
        "X-Hub-Signature-256",
        "sha256=" + hex(secret, body));
  }

  /** The fields of Stripe. */
  public static Map<String, String> stripe(String secret, long at, String body) {
    return Map.of("Stripe-Signature", "t=" + at + ",v1=" + hex(secret, at + "." + body));
  }

  /** The fields of Slack. */
  public static Map<String, String> slack(String secret, long at, String body) {
    return Map.of(
        "X-Slack-Request-Timestamp",
        Long.toString(at),
        "X-Slack-Signature",
        "v0=" + hex(secret, "v0:" + at + ":" + body));
  }

  /** The HMAC-SHA256 in hexadecimal. */
  public static String hex(String secret, String text) {
    return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), text));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
