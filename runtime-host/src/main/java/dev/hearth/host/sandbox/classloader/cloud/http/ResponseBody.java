package dev.hearth.host.sandbox.classloader.cloud.http;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.AnswerOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a function writes the body to. When it closes it, the answer is as it is then, whatever the
 * function does afterwards. Threads of the call may share it.
 */
final class ResponseBody extends OutputStream {

  private final AnswerOutput out;
  private final boolean forHead;
  private volatile boolean ending;
  private volatile Outcome.@Nullable Answered closed;

  /**
   * A body of which nothing is sent yet.
   *
   * @param forHead whether only its length will be sent
   */
  ResponseBody(
      Supplier<Outcome.Answered> head, AnswerStream answers, ByteSize limit, boolean forHead) {
    this.forHead = forHead;
    this.out =
        new AnswerOutput(
            head, forHead ? AnswerStream.WHOLE_ONLY : new BodilessStatuses(answers), limit);
  }

  private void requireOpen() throws IOException {
    if (closed != null) {
      throw new IOException("the response is closed");
    }
  }

  @Override
  public void write(int b) throws IOException {
    requireOpen();
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    if (closed == null && !ending) {
      out.flush();
    }
  }

  /** What is written from now on is the last of it, and nothing has to go out before the end. */
  void beforeEnd() {
    ending = true;
  }

  @Override
  public void close() throws IOException {
    var _ = end();
  }

  boolean isClosed() {
    return closed != null;
  }

  /** Whether something has gone out already. */
  boolean hasBegun() {
    return out.hasBegun();
  }

  /** Why the answer is not what the function wrote. */
  Optional<IOException> failure() {
    return Optional.ofNullable(out.failure());
  }

  /** The answer, or its head if it has been sent. */
  Outcome.Answered end() throws IOException {
    Outcome.Answered known = closed;
    if (known == null) {
      Outcome.Answered whole = out.end();
      known = Statuses.hasNoBody(whole.status()) ? without(whole) : whole;
      closed = known;
    }
    return known;
  }

  private Outcome.Answered without(Outcome.Answered whole) {
    return forHead ? whole : new Outcome.Answered(whole.status(), whole.headers(), Payload.empty());
  }

  /** Drops what is written behind the head of an answer that has no body. */
  private static final class BodilessStatuses implements AnswerStream {

    private final AnswerStream answers;
    private boolean drops;

    BodilessStatuses(AnswerStream answers) {
      this.answers = answers;
    }

    @Override
    public boolean takesPieces() {
      return answers.takesPieces();
    }

    @Override
    public void begin(Outcome.Answered head) throws IOException {
      Statuses.requireSendable(head.status());
      drops = Statuses.hasNoBody(head.status());
      answers.begin(head);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!drops) {
        answers.write(bytes, from, length);
      }
    }
  }
}
