package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ResponseSink;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.FunctionSpec.OnDisconnect;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.request.StreamLimits;
import dev.hearth.host.request.lambda.LambdaExchange;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer goes out as events while it is written. Owned by the connection's event loop;
 * the threads of the function come in as {@link ResponseSink}, and whoever ends the call at its
 * end.
 */
final class FramedCall implements ResponseSink {

  private static final Outcome.Failed GONE =
      new Outcome.Failed(
          Reason.CANCELLED, "the caller closed the connection before it had the whole answer");
  private static final byte[] NOTHING = new byte[0];

  private final LambdaExchange exchange;
  private final InvokeAnswer answers;
  private final StreamLimits limits;
  private final OnDisconnect onDisconnect;
  private volatile @Nullable Call call;
  private volatile @Nullable FramedAnswer answer;
  private volatile boolean gone;
  private volatile boolean over;

  /** A call that has not begun. */
  FramedCall(
      LambdaExchange exchange,
      InvokeAnswer answers,
      StreamLimits limits,
      OnDisconnect onDisconnect) {
    this.exchange = exchange;
    this.answers = answers;
    this.limits = limits;
    this.onDisconnect = onDisconnect;
  }

  /** Runs it. */
  void run(InvocationPipeline pipeline, Invocation invocation) {
    exchange.request().response().closeHandler(_ -> callerGone());
    call = pipeline.run(invocation, this, this::ended);
  }

  private void callerGone() {
    if (!over) {
      gone = true;
      lose(GONE);
    }
    FramedAnswer begun = answer;
    if (begun != null) {
      begun.abandon();
    }
  }

  /** There is nobody to answer any more. */
  private void lose(Outcome.Failed why) {
    FramedAnswer begun = answer;
    if (onDisconnect == OnDisconnect.CONTINUE) {
      if (begun != null) {
        begun.pipe().discard();
      }
      return;
    }
    Call running = call;
    if (running != null) {
      running.cancel(why); // before its writes fail, lest that be taken for why it ends
    }
    if (begun != null) {
      begun.pipe().breakOff(why.detail());
    }
  }

  @Override
  public boolean takesPieces() {
    return true;
  }

  @Override
  public void begin(InvocationRecord soFar) throws IOException {
    FramedAnswer begun = newAnswer(soFar);
    answer = begun;
    if (over) {
      throw new IOException("the call has ended");
    }
    if (gone) {
      if (onDisconnect == OnDisconnect.CANCEL) {
        throw new IOException(GONE.detail());
      }
      begun.pipe().discard();
    }
    begun.pipe().begin(soFar);
    if (soFar.outcome() instanceof Outcome.Answered head) {
      byte[] prelude = DirectPayload.prelude(style(soFar), head);
      begun.pipe().write(prelude, 0, prelude.length);
    }
  }

  private FramedAnswer newAnswer(InvocationRecord record) {
    return new FramedAnswer(
        exchange, answers.head(record, EventFrames.MEDIA_TYPE), limits, () -> lose(stalled()));
  }

  private Outcome.Failed stalled() {
    gone = true;
    return new Outcome.Failed(
        Reason.CALLER_TIMEOUT,
        "the caller took nothing of the streamed answer for "
            + limits.stall().toMillis()
            + " ms (setting response.stall)");
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    FramedAnswer begun = answer;
    if (begun == null) {
      throw new IOException("the answer has not begun");
    }
    begun.pipe().write(bytes, from, length);
  }

  /** Called on the thread that has ended the call. */
  private void ended(InvocationRecord record) {
    InvokeResult result = InvokeResult.streamed(record);
    Buffer completion = EventFrames.complete(answers.completion(record));
    exchange.loop().runOnContext(_ -> finish(record, result, completion));
  }

  private void finish(InvocationRecord record, InvokeResult result, Buffer completion) {
    over = true;
    FramedAnswer begun = answer;
    if (begun != null && begun.pipe().begun()) {
      begun.complete(NOTHING, completion);
    } else if (result instanceof InvokeResult.Refused(var fault)) {
      exchange.refuse(fault);
    } else {
      newAnswer(record).complete(body(record), completion);
    }
  }

  private static byte[] body(InvocationRecord record) {
    if (!(record.outcome() instanceof Outcome.Answered answered)) {
      return NOTHING;
    }
    HandlerStyle style = style(record);
    if (!DirectPayload.isHttp(style)) {
      return DirectPayload.of(style, answered).array();
    }
    byte[] prelude = DirectPayload.prelude(style, answered);
    Payload body = answered.body();
    byte[] both = Arrays.copyOf(prelude, prelude.length + body.size());
    System.arraycopy(body.array(), 0, both, prelude.length, body.size());
    return both;
  }

  private static HandlerStyle style(InvocationRecord record) {
    return record.invocation().version().entryPoint().style();
  }
}
