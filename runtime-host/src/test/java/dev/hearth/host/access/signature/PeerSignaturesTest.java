package dev.hearth.host.access.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** AWS's own signer signs, we verify. */
class PeerSignaturesTest {

  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
  private static final String SECRET = "a-secret_of+any/kind";

  /** A request before it is signed. */
  record Plan(
      SdkHttpMethod method,
      List<String> path,
      Map<String, String> query,
      Map<String, String> fields,
      String body) {}

  @Provide
  Arbitrary<Plan> plans() {
    Arbitrary<String> texts =
        Arbitraries.strings().withChars("abzAZ09-_.~:$ %&=+/?#@ü€*").ofMinLength(1).ofMaxLength(12);
    Arbitrary<String> segments = texts.filter(text -> !text.matches("[.]{1,2}"));
    Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> values = Arbitraries.strings().withChars("abc 123\t;,=\"'").ofMaxLength(20);
    return Combinators.combine(
            Arbitraries.of(SdkHttpMethod.POST, SdkHttpMethod.GET, SdkHttpMethod.DELETE),
            segments.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.maps(texts, texts).ofMaxSize(3),
            Arbitraries.maps(names.map(name -> "x-amz-" + name), values).ofMaxSize(3),
            Arbitraries.strings().ofMaxLength(50))
        .as(Plan::new);
  }

  private static SdkHttpRequest signed(Plan plan) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(plan.method())
            .protocol("http")
            .host("127.0.0.1")
            .port(8080)
            .encodedPath(
                "/" + String.join("/", plan.path().stream().map(PercentCode::encode).toList()));
    plan.query().forEach(request::putRawQueryParameter);
    plan.fields().forEach(request::putHeader);
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(AwsCredentialsIdentity.create("hk_0123", SECRET))
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(plan.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request();
  }

  private static void verify(SdkHttpRequest request, SignedRequest received, String body)
      throws SignatureException {
    AuthorizationField claim =
        AuthorizationField.parse(request.firstMatchingHeader("Authorization").orElseThrow());
    SignatureVerifier.checkHead(claim, received, "lambda", NOW, false);
    SignatureVerifier.verify(claim, received, SECRET.getBytes(UTF_8), body.getBytes(UTF_8));
  }

  private static SignedRequest received(SdkHttpRequest request) {
    List<Field> fields = new ArrayList<>();
    request.forEachHeader(
        (name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return new SignedRequest(
        request.method().name(),
        request.encodedPath(),
        request.encodedQueryParameters().orElse(""),
        fields);
  }

  @Property(tries = 300)
  void whatAwsSignsIsRight(@ForAll("plans") Plan plan) {
    SdkHttpRequest request = signed(plan);
    assertThatCode(() -> verify(request, received(request), plan.body()))
        .doesNotThrowAnyException();
  }

  @Property(tries = 300)
  void whatIsChangedAfterwardsIsWrong(@ForAll("plans") Plan plan, @ForAll int what) {
    SdkHttpRequest request = signed(plan);
    SignedRequest was = received(request);
    Optional<SignedRequest> changed =
        switch (Math.floorMod(what, 4)) {
          case 0 -> Optional.of(new SignedRequest("PUT", was.path(), was.query(), was.fields()));
          case 1 ->
              Optional.of(
                  new SignedRequest(was.method(), was.path() + "x", was.query(), was.fields()));
          case 2 ->
              Optional.of(
                  new SignedRequest(was.method(), was.path(), was.query() + "&x=y", was.fields()));
          default -> Optional.empty();
        };
    String body = changed.isPresent() ? plan.body() : plan.body() + "x";
    assertThatThrownBy(() -> verify(request, changed.orElse(was), body))
        .isInstanceOf(SignatureException.class);
  }
}
