package dev.hearth.host.access.signature;

import dev.hearth.host.access.signature.SignatureException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies signatures of version 4. Its error texts begin as AWS's do, since people look for them.
 * Stateless.
 */
public final class SignatureVerifier {

  /** How far the clock of whoever signs may be from ours. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

  private SignatureVerifier() {}

  /**
   * Looks at what can be judged without key and body.
   *
   * @param service what the request must be for
   * @param encrypted whether the connection is TLS
   * @throws SignatureException when it is not accepted
   */
  public static void checkHead(
      AuthorizationField claim,
      SignedRequest request,
      String service,
      Instant now,
      boolean encrypted)
      throws SignatureException {
    if (!claim.service().equals(service)) {
      throw invalid("Credential should be scoped to correct service: '" + service + "'.");
    }
    checkFields(claim, request);
    checkTime(claim, request, now);
    checkContentHash(request, encrypted);
  }

  private static void checkFields(AuthorizationField claim, SignedRequest request)
      throws SignatureException {
    if (!claim.signedFields().contains("host")) {
      throw invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : request.amazonFields()) {
      if (!claim.signedFields().contains(name)) {
        throw invalid(
            "There were headers present in the request which were not signed: '" + name + "'.");
      }
    }
  }

  private static void checkTime(AuthorizationField claim, SignedRequest request, Instant now)
      throws SignatureException {
    String sent = timeText(request);
    Instant time = time(sent);
    String stamp = BASIC.format(time.atOffset(ZoneOffset.UTC));
    if (!stamp.startsWith(claim.date())) {
      throw invalid(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + claim.date()
              + "' != '"
              + stamp.substring(0, 8)
              + "'.");
    }
    String ours = BASIC.format(now.atOffset(ZoneOffset.UTC));
    if (time.isBefore(now.minus(TOLERANCE))) {
      throw invalid(
          "Signature expired: "
              + stamp
              + " is more than 5 min earlier than "
              + ours
              + ", the time of this host; set the clock of the client.");
    }
    if (time.isAfter(now.plus(TOLERANCE))) {
      throw invalid(
          "Signature not yet current: "
              + stamp
              + " is more than 5 min later than "
              + ours
              + ", the time of this host; set the clock of the client.");
    }
  }

  private static String timeText(SignedRequest request) throws SignatureException {
    return request
        .value("x-amz-date")
        .or(() -> request.value("date"))
        .orElseThrow(() ->
            new SignatureException(
                Kind.INCOMPLETE,
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                    + " header."));
  }

  private static Instant time(String text) throws SignatureException {
    try {
      return text.contains(",")
          ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))
          : LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException notOne) {
      throw new SignatureException(
          Kind.INCOMPLETE, "Date must be in ISO-8601 'basic format', as in 20260131T120000Z.");
    }
  }

  private static void checkContentHash(SignedRequest request, boolean encrypted)
      throws SignatureException {
    Optional<String> hash = request.value(CONTENT_HASH);
    if (hash.isEmpty() || HASH.matcher(hash.get()).matches()) {
      return;
    }
    if (!hash.get().equals(UNSIGNED)) {
      throw new SignatureException(
          Kind.INCOMPLETE, "X-Amz-Content-Sha256 must be the SHA-256 of the body in hexadecimal.");
    }
    if (!encrypted) {
      throw invalid(
          "The body must be signed: X-Amz-Content-Sha256: UNSIGNED-PAYLOAD is taken over TLS only.");
    }
  }

  /**
   * Verifies a request whose head {@link #checkHead} has accepted.
   *
   * @param secret of the key that the claim names
   * @param body as received
   * @throws SignatureException when the signature is another one
   */
  public static void verify(
      AuthorizationField claim, SignedRequest request, byte[] secret, byte[] body)
      throws SignatureException {
    String bodyHash = hash(body);
    Optional<String> sent = request.value(CONTENT_HASH);
    boolean isUnsigned = sent.isPresent() && sent.get().equals(UNSIGNED);
    if (sent.isPresent() && !isUnsigned && !sent.get().equals(bodyHash)) {
      throw invalid("The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    String expected = signature(claim, request, secret, isUnsigned ? UNSIGNED : bodyHash);
    if (!MessageDigest.isEqual(ascii(expected), ascii(claim.signature()))) {
      throw invalid(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method.");
    }
  }

  /** What the signature has to be. */
  static String signature(
      AuthorizationField claim, SignedRequest request, byte[] secret, String bodyHash)
      throws SignatureException {
    String canonical = CanonicalRequest.of(request, claim.signedFields(), bodyHash);
    String toSign =
        AuthorizationField.ALGORITHM
            + "\n"
            + BASIC.format(time(timeText(request)).atOffset(ZoneOffset.UTC))
            + "\n"
            + claim.scope()
            + "\n"
            + hash(canonical.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hmac(signingKey(secret, claim), toSign));
  }

  private static byte[] signingKey(byte[] secret, AuthorizationField claim) {
    byte[] prefix = ascii("AWS4");
    byte[] key = new byte[prefix.length + secret.length];
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    System.arraycopy(secret, 0, key, prefix.length, secret.length);
    byte[] date = hmac(key, claim.date());
    byte[] region = hmac(date, claim.region());
    byte[] service = hmac(region, claim.service());
    return hmac(service, "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static SignatureException invalid(String message) {
    return new SignatureException(Kind.INVALID, message);
  }
}
