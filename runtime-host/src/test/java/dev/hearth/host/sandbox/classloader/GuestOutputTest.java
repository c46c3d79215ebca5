package dev.hearth.host.sandbox.classloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.invocation.ThrownError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What functions print and throw. */
class GuestOutputTest {

  @TempDir Path directory;

  @Test
  void whatAFunctionPrintsGoesToItsCallAndWhatTheHostPrintsDoesNot() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream host = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(host, true, StandardCharsets.UTF_8));
      System.setErr(System.out);
      FunctionOutput.captureStandardStreams();
      System.out.println("host line");
      Guests.Ended ended =
          new Guests(directory)
              .call(
                  """
                  System.out.println("guest line");
                  System.err.println("guest error");
                  Thread child = new Thread(() -> System.out.println("child line"));
                  child.start();
                  child.join();
                  System.out.close();
                  System.getLogger("x").log(System.Logger.Level.INFO, "logged");
                  return "ok";
                  """);
      System.out.println("still open");
      assertThat(ended.text()).isEqualTo("ok");
      assertThat(ended.lines())
          .extracting(LogLine::source, LogLine::text)
          .contains(
              org.assertj.core.groups.Tuple.tuple("stdout", "guest line"),
              org.assertj.core.groups.Tuple.tuple("stderr", "guest error"),
              org.assertj.core.groups.Tuple.tuple("stdout", "child line"));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(host.toString(StandardCharsets.UTF_8))
        .contains("host line", "still open")
        .doesNotContain("guest", "child");
  }

  @Test
  void tellsTypeAndMessageAndWhereItWasThrown() throws Exception {
    Guests.Ended ended =
        new Guests(directory)
            .call("if (true) throw new IllegalStateException(\"bang\"); return 1;");
    assertThat(ended.text())
        .contains("the function threw java.lang.IllegalStateException: bang")
        .contains("com.acme.Guest.get(")
        .doesNotContain("dev.hearth.host.sandbox.classloader.RunningCall");
    assertThat(ended.lines()).extracting(LogLine::level).contains("ERROR");
  }

  /** A throwable that does all it can. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new StackOverflowError();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no");
    }
  }

  @Test
  void survivesAThrowableWhoseMethodsThrow() {
    ThrownError error = GuestErrors.describe(new Hostile());
    assertThat(error.message())
        .isEqualTo("(its getMessage() threw java.lang.IllegalStateException)");
    assertThat(error.stackTrace()).contains("Hostile");
  }

  @Test
  void boundsWhatAThrowableSays() {
    Throwable deep = new IllegalStateException("m".repeat(1_000_000));
    for (int i = 0; i < 100; i++) {
      deep = new IllegalStateException("m".repeat(1_000_000), deep);
    }
    ThrownError error = GuestErrors.describe(deep);
    assertThat(error.message()).hasSize(2_001).endsWith("…");
    assertThat(error.stackTrace().length()).isLessThan(100_000);
  }

  @Test
  void endsWhereCausesGoRoundInACircle() {
    IllegalStateException one = new IllegalStateException("one");
    IllegalStateException two = new IllegalStateException("two", one);
    one.initCause(two);
    String trace = GuestErrors.describe(one).stackTrace();
    assertThat(List.of(trace.split("Caused by: ", -1))).hasSize(2);
  }
}
