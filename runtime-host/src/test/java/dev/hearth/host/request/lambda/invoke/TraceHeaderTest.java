package dev.hearth.host.request.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.TraceParent;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {

  private static final String AWS =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String W3C = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";

  @Test
  void aTraceOfAwsGoesOn() {
    assertThat(TraceHeader.traceParent(AWS)).contains(W3C);
    assertThat(TraceHeader.traceParent("Sampled=0; " + AWS)).contains(W3C.replace("-01", "-00"));
  }

  @Test
  void whatWeSendIsWhatWeRead() {
    TraceParent trace =
        new TraceParent("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", true, "");
    assertThat(TraceHeader.of(trace)).isEqualTo(AWS);
    assertThat(TraceHeader.traceParent(TraceHeader.of(trace))).contains(trace.header());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Root=1-5759e988-bd862e3fe1be46a994272793",
        "Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8",
        "Root=1-5759e988-bd862e3fe1be46a99427279;Parent=53995c3f42cd8ad8",
        "Root=1-5759E988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8",
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=5399",
        ";;=;Root",
      })
  void whatIsMalformedOrHasNoParentBeginsATraceOfItsOwn(String value) {
    assertThat(TraceHeader.traceParent(value)).isEmpty();
  }

  @Test
  void fieldsOfW3cGoFirst() {
    assertThat(fields(Map.of("traceparent", List.of("a"), TraceHeader.NAME, List.of(AWS))))
        .containsExactly(new HeaderField("traceparent", "a"));
    assertThat(fields(Map.of(TraceHeader.NAME, List.of(AWS))))
        .containsExactly(new HeaderField("traceparent", W3C));
    assertThat(fields(Map.of())).isEmpty();
  }

  private static List<HeaderField> fields(Map<String, List<String>> sent) {
    return TraceHeader.fields(name -> sent.getOrDefault(name, List.of()));
  }

  @Property
  void anyValueIsReadOrIgnored(@ForAll String value) {
    TraceHeader.traceParent(value)
        .ifPresent(trace -> assertThat(trace).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"));
  }
}
