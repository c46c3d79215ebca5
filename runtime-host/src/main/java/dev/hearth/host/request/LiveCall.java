package dev.hearth.host.request;

import dev.hearth.host.invocation.Call;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ResponseSink;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.FunctionSpec.OnDisconnect;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One call and the connection that waits for its answer. Owned by the connection's event loop; the
 * threads of the function come in as {@link ResponseSink}, and whoever ends the call at its end.
 */
final class LiveCall implements ResponseSink {

  private static final Outcome.Failed GONE =
      new Outcome.Failed(
          Reason.CANCELLED, "the caller closed the connection before it had the whole answer");

  private final HttpServerRequest request;
  private final Context loop;
  private final OnDisconnect onDisconnect;
  private final StreamLimits limits;
  private volatile @Nullable Call call;
  private @Nullable BodyFeed feed;
  private volatile @Nullable StreamedAnswer answer;
  private volatile boolean over;
  private volatile boolean gone;

  /** A call that has not begun; made on the loop. */
  LiveCall(
      HttpServerRequest request, Context loop, OnDisconnect onDisconnect, StreamLimits limits) {
    this.request = request;
    this.loop = loop;
    this.onDisconnect = onDisconnect;
    this.limits = limits;
  }

  /**
   * The request's body, to be read while it arrives.
   *
   * @param limit the most bytes
   * @param tooLarge how the call ends when there are more
   */
  InputStream openBody(long limit, Outcome.Failed tooLarge) {
    RequestPipe pipe = new RequestPipe(new LoopSignal(loop, this::pull)::raise);
    feed = new BodyFeed(request, pipe, limit, () -> cancel(tooLarge));
    return pipe;
  }

  private void pull() {
    if (feed != null) {
      feed.pull();
    }
  }

  /** Runs the call. */
  void run(InvocationPipeline pipeline, Invocation invocation) {
    request.response().closeHandler(_ -> callerGone());
    call = pipeline.run(invocation, this, this::ended);
  }

  private void callerGone() {
    if (!over) {
      gone = true;
      lose(GONE);
    }
    StreamedAnswer begun = answer;
    if (begun != null) {
      begun.abandon();
    }
  }

  private void cancel(Outcome.Failed why) {
    Call begun = call;
    if (begun != null) {
      begun.cancel(why);
    }
  }

  /** There is nobody to answer any more. */
  private void lose(Outcome.Failed why) {
    StreamedAnswer begun = answer;
    if (onDisconnect == OnDisconnect.CONTINUE) {
      if (begun != null) {
        begun.pipe().discard();
      }
    } else {
      cancel(why); // before its writes fail, lest that be taken for why it ends
      if (begun != null) {
        begun.pipe().breakOff(why.detail());
      }
    }
  }

  @Override
  public boolean takesPieces() {
    return true;
  }

  @Override
  public void begin(InvocationRecord soFar) throws IOException {
    StreamedAnswer begun = new StreamedAnswer(request, loop, limits, this::stalled);
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
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    StreamedAnswer begun = answer;
    if (begun == null) {
      throw new IOException("the answer has not begun");
    }
    begun.pipe().write(bytes, from, length);
  }

  private void stalled() {
    gone = true;
    lose(
        new Outcome.Failed(
            Reason.CALLER_TIMEOUT,
            "the caller took nothing of the streamed answer for "
                + limits.stall().toMillis()
                + " ms (setting response.stall)"));
  }

  /** Called on the thread that has ended the call. */
  private void ended(InvocationRecord record) {
    if (answer == null) {
      ResponseMapper.Response whole = ResponseMapper.map(record);
      loop.runOnContext(_ -> finish(record.outcome(), whole));
    } else {
      loop.runOnContext(_ -> finish(record.outcome(), ResponseMapper.map(record)));
    }
  }

  private void finish(Outcome outcome, ResponseMapper.Response whole) {
    over = true;
    if (feed != null) {
      feed.breakOff("the call has ended");
    }
    StreamedAnswer begun = answer;
    if (begun == null || !begun.pipe().begun()) {
      if (begun != null) {
        begun.abandon();
      }
      Answers.send(request, whole);
      return;
    }
    switch (outcome) {
      case Outcome.Answered _ -> begun.complete();
      case Outcome.Failed failed -> {
        begun.pipe().breakOff(failed.detail());
        begun.cut();
      }
    }
  }
}
