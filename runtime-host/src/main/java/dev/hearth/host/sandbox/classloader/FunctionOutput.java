package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Stands in for {@code System.out} or {@code System.err}: what an instance's thread writes goes to
 * the log of the call it works for, everything else to where it went before. Any thread may write.
 */
public final class FunctionOutput extends OutputStream {

  private final PrintStream original;
  private final String source;

  private FunctionOutput(PrintStream original, String source) {
    this.original = original;
    this.source = source;
  }

  /** Puts itself before both standard streams; done once, at the start of the first host. */
  public static void captureStandardStreams() {
    System.setOut(over(System.out, "stdout"));
    System.setErr(over(System.err, "stderr"));
  }

  private static PrintStream over(PrintStream original, String source) {
    return new PrintStream(new FunctionOutput(original, source), true, StandardCharsets.UTF_8) {
      @Override
      public void close() {
        flush(); // a function cannot close the host's streams
      }
    };
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Optional<InvocationLog> log = InstanceThreadGroup.logOfRunningThread();
    if (log.isPresent()) {
      log.get().append("INFO", source, bytes, offset, length);
    } else {
      original.write(bytes, offset, length);
    }
  }

  @Override
  public void flush() {
    original.flush();
  }
}
