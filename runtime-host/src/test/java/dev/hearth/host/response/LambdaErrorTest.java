package dev.hearth.host.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LambdaErrorTest {

  @Test
  void tellsTypeMessageAndTheFramesOfWhatWasThrownButNotThoseOfCauses() {
    ThrownError thrown =
        new ThrownError(
            "com.acme.Sorry",
            "no",
            """
            com.acme.Sorry: no
            \tat a@1//com.acme.A.b(A.java:3)
            \tat com.acme.A.c(A.java:4)
            Caused by: java.lang.Error
            \tat com.acme.D.e(D.java:5)
            """);

    assertThat(LambdaError.of(thrown).json().text())
        .isEqualTo(
            "{\"errorMessage\":\"no\",\"errorType\":\"com.acme.Sorry\",\"stackTrace\":"
                + "[\"com.acme.A.b(A.java:3)\",\"com.acme.A.c(A.java:4)\"]}");
  }

  @Test
  void namesTheClassWhereThereIsNoMessage() {
    ThrownError thrown = new ThrownError("com.acme.Sorry", "", "com.acme.Sorry\n");

    LambdaError error = LambdaError.of(thrown);

    assertThat(error.errorMessage()).isEqualTo("com.acme.Sorry");
    assertThat(error.stackTrace()).contains(List.of());
  }

  @Test
  void prefersWhatWasThrownToTheReason() {
    Outcome.Failed failed =
        new Outcome.Failed(
            Reason.FUNCTION_ERROR,
            "the function threw E: no",
            Duration.ZERO,
            new ThrownError("E", "no", "E: no\n"));

    assertThat(LambdaError.of(failed).errorType()).isEqualTo("E");
    assertThat(LambdaError.of(failed).errorMessage()).isEqualTo("no");
  }

  @Test
  void givesLimitsOfTheHostTheNamesThatAwsHasForThem() {
    LambdaError error = LambdaError.of(new Outcome.Failed(Reason.RUN_TIMEOUT, "it took too long"));

    assertThat(error.json().text())
        .isEqualTo("{\"errorMessage\":\"it took too long\",\"errorType\":\"Sandbox.Timedout\"}");
    assertThat(LambdaError.of(new Outcome.Failed(Reason.MEMORY_EXCEEDED, "x")).errorType())
        .isEqualTo("Runtime.OutOfMemory");
  }
}
