package dev.hearth.host.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusCodesTest {

  /** As the table of outcomes in the design has them; the order is that of the enumeration. */
  private static final String TABLE =
      """
      invalid-request     400 caller
      schema-violation    422 caller
      unauthenticated     401 caller
      forbidden           403 caller
      unknown-function    404 caller
      unknown-version     404 caller
      unknown-route       404 caller
      unknown-invocation  404 caller
      unknown-key         404 caller
      unknown-secret      404 caller
      unknown-webhook     404 caller
      unknown-schedule    404 caller
      method-not-allowed  405 caller
      conflict            409 caller
      payload-too-large   413 caller
      unsupported-media-type  415 caller
      idempotency-mismatch  422 caller
      caller-timeout      408 caller
      cancelled           499 caller
      hop-limit           508 caller
      invalid-artifact    422 caller
      invalid-config      422 caller
      throttled           429 function
      function-disabled   503 function
      secret-unusable     503 function
      function-error      502 function
      init-failed         502 function
      invalid-response    502 function
      function-crashed    502 function
      forbidden/function  502 function
      memory-exceeded     502 function
      cpu-exceeded        504 function
      run-timeout         504 function
      init-timeout        504 function
      queue-timeout       504 function
      overloaded          503 host
      draining            503 host
      store-unavailable   503 host
      host-error          500 host
      """;

  @Test
  void everyReasonHasTheStatusAndComponentOfTheTable() {
    Map<String, String> wanted = new LinkedHashMap<>();
    TABLE.lines().map(row -> row.split("\\s+", 2)).forEach(row -> wanted.put(row[0], row[1]));
    Map<String, String> given = new LinkedHashMap<>();
    Arrays.stream(Reason.values())
        .forEach(r -> given.put(name(r), StatusCodes.of(r) + " " + r.component().slug()));
    assertThat(given).isEqualTo(wanted);
  }

  /** One word stands for two reasons. */
  private static String name(Reason reason) {
    return reason == Reason.FORBIDDEN_MEMBER ? reason.slug() + "/function" : reason.slug();
  }

  @Test
  void everyStatusThatIsGivenHasItsOwnTitle() {
    long statuses = Arrays.stream(Reason.values()).map(StatusCodes::of).distinct().count();
    long titles =
        Arrays.stream(Reason.values())
            .map(StatusCodes::of)
            .map(StatusCodes::title)
            .distinct()
            .count();
    assertThat(titles).isEqualTo(statuses);
  }

  @Test
  void anAnswerKeepsTheFunctionsOwnStatus() {
    assertThat(StatusCodes.of(new Outcome.Answered(418, List.of(), Payload.empty())))
        .isEqualTo(418);
    assertThat(StatusCodes.of(new Outcome.Failed(Reason.THROTTLED, "x"))).isEqualTo(429);
  }
}
