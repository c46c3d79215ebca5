package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.TraceParent;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The rules of W3C Trace Context for the header {@code traceparent}. */
class TraceParentParsingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final InvocationSpans spans =
      new InvocationSpans(
          TracerProvider.noop().get("test"),
          W3CTraceContextPropagator.getInstance(),
          false,
          Examples::status);

  @Property(tries = 200)
  void everyWellFormedHeaderIsFollowed(
      @ForAll("traceIds") String trace, @ForAll("spanIds") String span) {
    TraceParent place = begin("00-" + trace + "-" + span + "-01");
    assertThat(place.traceId()).isEqualTo(trace);
    assertThat(place.spanId()).isNotEqualTo(span);
  }

  @Property(tries = 500)
  void anythingElseBeginsANewTrace(@ForAll("noise") String header) {
    TraceParent place = begin(header);
    assertThat(place.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    assertThat(place.spanId()).matches("[0-9a-f]{16}");
    assertThat(place.traceId()).isNotEqualTo("0".repeat(32));
  }

  @Property(tries = 200)
  void oneWrongCharacterSpoilsTheHeader(@ForAll("places") int at, @ForAll("wrong") char wrong) {
    String header = "00-" + TRACE + "-" + SPAN + "-01";
    TraceParent place = begin(header.substring(0, at) + wrong + header.substring(at + 1));
    assertThat(place.traceId()).isNotEqualTo(TRACE);
  }

  @Example
  void zeroIdsAndTheForbiddenVersionAreRefused() {
    assertThat(begin("00-" + "0".repeat(32) + "-" + SPAN + "-01").traceId())
        .isNotEqualTo("0".repeat(32));
    assertThat(begin("00-" + TRACE + "-" + "0".repeat(16) + "-01").traceId()).isNotEqualTo(TRACE);
    assertThat(begin("ff-" + TRACE + "-" + SPAN + "-01").traceId()).isNotEqualTo(TRACE);
  }

  @Example
  void aLaterVersionIsReadByItsBeginning() {
    assertThat(begin("cc-" + TRACE + "-" + SPAN + "-01-what-comes-later").traceId())
        .isEqualTo(TRACE);
    assertThat(begin("00-" + TRACE + "-" + SPAN + "-01-more").traceId()).isNotEqualTo(TRACE);
  }

  private TraceParent begin(String header) {
    return spans.begin(
        Examples.HELLO,
        new InvocationId("id"),
        Examples.RECEIVED,
        Examples.headers("Host", "localhost", "traceparent", header));
  }

  @Provide
  Arbitrary<String> traceIds() {
    return hex(32);
  }

  @Provide
  Arbitrary<String> spanIds() {
    return hex(16);
  }

  private static Arbitrary<String> hex(int digits) {
    return Arbitraries.strings()
        .withChars("0123456789abcdef")
        .ofLength(digits)
        .filter(text -> !text.equals("0".repeat(digits)));
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(80),
        Arbitraries.strings().withChars("0123456789abcdefABCDEF-").ofMaxLength(54),
        Arbitraries.integers()
            .between(0, 54)
            .map(n -> ("00-" + TRACE + "-" + SPAN + "-01").substring(0, n)));
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 54);
  }

  @Provide
  Arbitrary<Character> wrong() {
    return Arbitraries.of('g', 'G', 'A', 'F', '_', ' ', '\u00e9');
  }
}
