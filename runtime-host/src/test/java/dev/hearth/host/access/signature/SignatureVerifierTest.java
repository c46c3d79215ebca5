package dev.hearth.host.access.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.access.signature.SignatureException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String BODY = "{\"a\":1}";
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
  private static final String SIGNATURE =
      "de66729a902fc14007ee3b2df6193adc05381eb90f315b2a0af207895f21f7e1";
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240101/eu-west-1/lambda/aws4_request,"
          + " SignedHeaders=content-type;host;x-amz-date;x-amz-invocation-type, Signature="
          + SIGNATURE;
  private static final List<Field> FIELDS =
      List.of(
          new Field("Host", "127.0.0.1:8080"),
          new Field("X-Amz-Date", "20240101T000000Z"),
          new Field("X-Amz-Invocation-Type", "Event"),
          new Field("Content-Type", "application/json"),
          new Field("User-Agent", "anything"));

  private static SignedRequest request(List<Field> fields) {
    return new SignedRequest(
        "POST", "/2015-03-31/functions/hello/invocations", "Qualifier=live", fields);
  }

  private static AuthorizationField claim() {
    try {
      return AuthorizationField.parse(AUTHORIZATION);
    } catch (SignatureException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Field> with(String name, String value) {
    List<Field> fields = new ArrayList<>(FIELDS);
    fields.removeIf(field -> field.name().equalsIgnoreCase(name));
    fields.add(new Field(name, value));
    return fields;
  }

  private static void judge(SignedRequest request, String secret, String body, Instant now)
      throws SignatureException {
    SignatureVerifier.checkHead(claim(), request, "lambda", now, false);
    SignatureVerifier.verify(claim(), request, secret.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  @Test
  void theKnownSignatureIsRight() {
    assertThatCode(() -> judge(request(FIELDS), SECRET, BODY, NOW)).doesNotThrowAnyException();
  }

  @Test
  void theCanonicalFormIsTheKnownOne() throws SignatureException {
    String canonical =
        CanonicalRequest.of(
            request(FIELDS),
            claim().signedFields(),
            "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    assertThat(canonical)
        .isEqualTo(
            """
            POST
            /2015-03-31/functions/hello/invocations
            Qualifier=live
            content-type:application/json
            host:127.0.0.1:8080
            x-amz-date:20240101T000000Z
            x-amz-invocation-type:Event

            content-type;host;x-amz-date;x-amz-invocation-type
            015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862\
            """);
  }

  @Test
  void anotherSecretBodyPathQueryMethodOrFieldIsNotWhatWasSigned() {
    assertRefused(request(FIELDS), SECRET + "x", BODY);
    assertRefused(request(FIELDS), SECRET, "{\"a\":2}");
    assertRefused(request(with("Content-Type", "text/plain")), SECRET, BODY);
    assertRefused(request(with("X-Amz-Invocation-Type", "RequestResponse")), SECRET, BODY);
    assertRefused(
        new SignedRequest("PUT", request(FIELDS).path(), "Qualifier=live", FIELDS), SECRET, BODY);
    assertRefused(
        new SignedRequest("POST", request(FIELDS).path(), "Qualifier=test", FIELDS), SECRET, BODY);
    assertRefused(
        new SignedRequest(
            "POST", "/2015-03-31/functions/other/invocations", "Qualifier=live", FIELDS),
        SECRET,
        BODY);
  }

  private static void assertRefused(SignedRequest request, String secret, String body) {
    assertThatThrownBy(() -> judge(request, secret, body, NOW))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("The request signature we calculated does not match");
  }

  @Test
  void aClockMayBeFiveMinutesOffAndNotMore() {
    Duration most = SignatureVerifier.TOLERANCE;
    assertThatCode(() -> judge(request(FIELDS), SECRET, BODY, NOW.plus(most)))
        .doesNotThrowAnyException();
    assertThatCode(() -> judge(request(FIELDS), SECRET, BODY, NOW.minus(most)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> judge(request(FIELDS), SECRET, BODY, NOW.plus(most).plusMillis(1)))
        .hasMessageStartingWith("Signature expired: 20240101T000000Z");
    assertThatThrownBy(() -> judge(request(FIELDS), SECRET, BODY, NOW.minus(most).minusMillis(1)))
        .hasMessageStartingWith("Signature not yet current: 20240101T000000Z");
  }

  @Test
  void whatAmazonsFieldsSayMustBeSigned() {
    assertThatThrownBy(() -> judge(request(with("X-Amz-Log-Type", "Tail")), SECRET, BODY, NOW))
        .hasMessageContaining("not signed: 'x-amz-log-type'");
  }

  @Test
  void aBodyIsLeftUnsignedOverTlsOnly() {
    AuthorizationField claim = claimSigning("host;x-amz-content-sha256;x-amz-date");
    SignedRequest request =
        request(
            List.of(
                new Field("host", "h"),
                new Field("x-amz-date", "20240101T000000Z"),
                new Field("x-amz-content-sha256", "UNSIGNED-PAYLOAD")));
    assertThatThrownBy(() -> SignatureVerifier.checkHead(claim, request, "lambda", NOW, false))
        .hasMessageContaining("over TLS only");
    assertThatCode(() -> SignatureVerifier.checkHead(claim, request, "lambda", NOW, true))
        .doesNotThrowAnyException();
  }

  @Test
  void aHashThatIsSentMustBeThatOfTheBody() {
    AuthorizationField claim = claimSigning("host;x-amz-content-sha256;x-amz-date");
    SignedRequest request =
        request(
            List.of(
                new Field("host", "h"),
                new Field("x-amz-date", "20240101T000000Z"),
                new Field("x-amz-content-sha256", "0".repeat(64))));
    assertThatThrownBy(
            () -> SignatureVerifier.verify(claim, request, SECRET.getBytes(UTF_8), new byte[0]))
        .hasMessageContaining("'x-amz-content-sha256' header does not match");
  }

  private static AuthorizationField claimSigning(String fields) {
    try {
      return AuthorizationField.parse(
          AUTHORIZATION.replaceFirst("SignedHeaders=[^,]*", "SignedHeaders=" + fields));
    } catch (SignatureException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theHostMustBeSigned() {
    AuthorizationField claim = claimSigning("x-amz-date;x-amz-invocation-type");
    assertThatThrownBy(
            () -> SignatureVerifier.checkHead(claim, request(FIELDS), "lambda", NOW, false))
        .hasMessageContaining("'Host' must be a 'SignedHeader'");
  }

  @Test
  void theServiceMustBeLambda() {
    assertThatThrownBy(
            () -> SignatureVerifier.checkHead(claim(), request(FIELDS), "s3", NOW, false))
        .hasMessageContaining("correct service: 's3'");
  }

  @Test
  void theDayOfTheKeyMustBeThatOfTheRequest() {
    assertThatThrownBy(
            () -> judge(request(with("X-Amz-Date", "20240102T000000Z")), SECRET, BODY, NOW))
        .hasMessageContaining("'20240101' != '20240102'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | /",
        "/a/b | /a/b",
        "/a/b/ | /a/b/",
        "//a///b | /a/b",
        "/a/./b/../c | /a/c",
        "/.. | /",
        "/functions/a%3Ab | /functions/a%253Ab",
        "/functions/a:b | /functions/a%3Ab",
        "/~x_y-z.1 | /~x_y-z.1",
      })
  void pathsAreEncodedOnceMore(String path, String canonical) {
    assertThat(CanonicalRequest.path(path)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "b=2&a=1 | a=1&b=2",
        "a=2&a=1 | a=1&a=2",
        "a | a=",
        "List=ALL&A-b=%7e | A-b=~&List=ALL",
        "a=%2f&a=/ | a=%2F&a=%2F",
        "a=1+1 | a=1%2B1",
        "a=x=y | a=x%3Dy",
        "a%20b=%C3%BC | a%20b=%C3%BC",
      })
  void queriesAreSortedAndEncodedAlike(String query, String canonical) throws SignatureException {
    assertThat(CanonicalRequest.query(query)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "%ff=1"})
  void malformedQueriesAreRefused(String query) {
    assertThatThrownBy(() -> CanonicalRequest.query(query))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INCOMPLETE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA512 Credential=a/20240101/r/lambda/aws4_request",
        "AWS4-HMAC-SHA256 Credential=a/20240101/r/lambda/aws4_request, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=a/2024011/r/lambda/aws4_request, SignedHeaders=host,"
            + " Signature=0000000000000000000000000000000000000000000000000000000000000000",
        "AWS4-HMAC-SHA256 Credential=a/20240101/r/lambda/aws4_request, SignedHeaders=host;date,"
            + " Signature=0000000000000000000000000000000000000000000000000000000000000000",
        "AWS4-HMAC-SHA256 Credential=a/20240101/r/lambda/aws4_request, SignedHeaders=host,"
            + " SignedHeaders=host,"
            + " Signature=0000000000000000000000000000000000000000000000000000000000000000",
        "AWS4-HMAC-SHA256 Credential=a/20240101/r/lambda/aws4_request, SignedHeaders=Host,"
            + " Signature=0000000000000000000000000000000000000000000000000000000000000000",
        "AWS4-HMAC-SHA256 Credential=a/20240101/r/lambda/aws4_request, SignedHeaders=host,"
            + " Signature=ABC",
      })
  void malformedFieldsAreRefused(String field) {
    assertThatThrownBy(() -> AuthorizationField.parse(field))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INCOMPLETE));
  }

  @Test
  void valuesOfFieldsAreTrimmedAndJoined() {
    SignedRequest request =
        request(List.of(new Field("X", "  a   b "), new Field("x", "c\t\td"), new Field("y", "")));
    assertThat(request.value("x")).contains("a b,c d");
    assertThat(request.value("y")).contains("");
    assertThat(request.value("z")).isEmpty();
  }
}
