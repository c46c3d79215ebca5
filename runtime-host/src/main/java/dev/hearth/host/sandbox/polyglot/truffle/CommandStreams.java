package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Standard input, output and error of one command. Used by the thread that runs it. */
final class CommandStreams {

  private final InputStream in;
  private final Collected out;
  private final Told err;

  /**
   * Streams of a command that has not begun.
   *
   * @param body what it reads
   * @param most the most bytes that it may write to its output
   * @param log takes what it writes to its error output, and how much of the array that is
   */
  CommandStreams(byte[] body, long most, BiConsumer<byte[], Integer> log) {
    this.in = new ByteArrayInputStream(body);
    this.out = new Collected(most);
    this.err = new Told(log);
  }

  /** The last line that it has written to its error output; may be empty. */
  String lastWords() {
    return err.last.strip();
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  OutputStream err() {
    return err;
  }

  /**
   * What it has written to its output.
   *
   * @throws GuestFailure when that was more than it may
   */
  byte[] written() throws GuestFailure {
    if (out.full) {
      throw AnswerBytes.tooLarge();
    }
    return out.bytes.toByteArray();
  }

  private static final class Collected extends OutputStream {

    private final long most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;

    Collected(long most) {
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] given, int from, int length) throws IOException {
      full |= bytes.size() + (long) length > most;
      if (full) {
        throw new IOException("the answer is larger than the host sends");
      }
      bytes.write(given, from, length);
    }
  }

  private static final class Told extends OutputStream {

    private static final int MOST_WORDS = 500;

    private final BiConsumer<byte[], Integer> log;
    private String last = "";

    Told(BiConsumer<byte[], Integer> log) {
      this.log = log;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] given, int from, int length) {
      byte[] copy = Arrays.copyOfRange(given, from, from + length);
      log.accept(copy, length);
      String text = (last + new String(copy, UTF_8)).stripTrailing();
      String line = text.substring(text.lastIndexOf('\n') + 1);
      last = line.substring(0, Math.min(line.length(), MOST_WORDS)) + endOf(copy);
    }

    private static String endOf(byte[] bytes) {
      return bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? "\n" : "";
    }
  }
}
