package dev.hearth.host.sandbox.classloader.binding.lambda;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.payload.HttpAnswer;
import dev.hearth.host.payload.MalformedAnswerException;
import dev.hearth.host.payload.StreamHead;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import dev.hearth.host.sandbox.classloader.binding.AnswerOutput;
import dev.hearth.host.sandbox.classloader.binding.BoundedOutput;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a stream handler writes its answer to a request to: JSON, which is taken as a whole; or the
 * head of an answer, eight zero bytes and the body, which is sent while it is written. Guarded by
 * itself.
 */
final class HttpStreamOutput extends OutputStream {

  private final PayloadFormat format;
  private final AnswerStream answers;
  private final ByteSize limit;
  private final boolean bodiless;
  private final StreamHead head = new StreamHead();
  private final BoundedOutput whole;
  private @Nullable OutputBindingException flaw;
  private @Nullable AnswerOutput streamed;

  /**
   * Nothing has been written yet.
   *
   * @param bodiless whether the answer has no body whatever is written, as that to HEAD
   */
  HttpStreamOutput(PayloadFormat format, AnswerStream answers, ByteSize limit, boolean bodiless) {
    this.format = format;
    this.answers = answers;
    this.limit = limit;
    this.bodiless = bodiless;
    this.whole = new BoundedOutput(limit);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    AnswerOutput out = streamed;
    if (out != null) {
      out.write(bytes, offset, length);
      return;
    }
    int ofHead = format == PayloadFormat.V2 ? head.take(bytes, offset, length) : length;
    try {
      whole.write(bytes, offset, ofHead);
    } catch (BoundedOutput.LimitReachedException e) {
      throw failed(OutputBindingException.tooLarge(limit));
    }
    if (head.isComplete()) {
      begin().write(bytes, offset + ofHead, length - ofHead);
    }
  }

  private AnswerOutput begin() throws IOException {
    try {
      Outcome.Answered begun = head.read(Payload.wrap(whole.toByteArray()));
      boolean empty = bodiless || begun.status() == 204 || begun.status() == 304;
      AnswerOutput out = new AnswerOutput(begun, empty ? AnswerStream.WHOLE_ONLY : answers, limit);
      streamed = out;
      return out;
    } catch (MalformedAnswerException e) {
      throw failed(new OutputBindingException(e.detail()));
    }
  }

  private IOException failed(OutputBindingException why) {
    flaw = why;
    return new IOException(why.detail());
  }

  @Override
  public synchronized void flush() throws IOException {
    AnswerOutput out = streamed;
    if (out != null) {
      out.flush();
    }
  }

  /** Why the answer is not what the function wrote, if it is not; asked when the function threw. */
  synchronized void rethrowFlaw() throws OutputBindingException {
    OutputBindingException why = flaw;
    if (why != null) {
      throw why;
    }
    AnswerOutput out = streamed;
    IOException failure = out == null ? null : out.failure();
    if (failure != null) {
      throw new OutputBindingException("the streamed answer broke off: " + failure.getMessage());
    }
  }

  /** The handler has returned. */
  synchronized Outcome.Answered end() throws OutputBindingException, IOException {
    rethrowFlaw();
    AnswerOutput out = streamed;
    if (out == null) {
      try {
        return HttpAnswer.of(format, Payload.wrap(whole.toByteArray()));
      } catch (MalformedAnswerException e) {
        throw new OutputBindingException(e.detail());
      }
    }
    Outcome.Answered ended = out.end();
    boolean empty = bodiless || ended.status() == 204 || ended.status() == 304;
    return empty ? new Outcome.Answered(ended.status(), ended.headers(), Payload.empty()) : ended;
  }
}
