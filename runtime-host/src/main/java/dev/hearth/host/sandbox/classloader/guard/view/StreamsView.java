package dev.hearth.host.sandbox.classloader.guard.view;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of one instance: what is printed goes to the log of the running call, and
 * there is nothing to read. Any thread may use it.
 */
public final class StreamsView {

  private volatile PrintStream out;
  private volatile PrintStream err;
  private volatile InputStream in = InputStream.nullInputStream();

  StreamsView(LogSink log) {
    this.out = new LogStream(log, "stdout");
    this.err = new LogStream(log, "stderr");
  }

  /** The standard output. */
  public PrintStream out() {
    return out;
  }

  /** The standard error output. */
  public PrintStream err() {
    return err;
  }

  /** The standard input. */
  public InputStream in() {
    return in;
  }

  /** Sets the standard output. */
  public void out(PrintStream stream) {
    out = stream;
  }

  /** Sets the standard error output. */
  public void err(PrintStream stream) {
    err = stream;
  }

  /** Sets the standard input. */
  public void in(InputStream stream) {
    in = stream;
  }

  /** Closing it only flushes, as the next call of the instance prints to it too. */
  private static final class LogStream extends PrintStream {

    LogStream(LogSink log, String name) {
      super(new ToLog(log, name), true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      flush();
    }
  }

  private static final class ToLog extends OutputStream {

    private final LogSink log;
    private final String name;

    ToLog(LogSink log, String name) {
      this.log = log;
      this.name = name;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      log.write(name, bytes, offset, length);
    }
  }
}
