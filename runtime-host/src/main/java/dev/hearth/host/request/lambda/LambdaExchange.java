package dev.hearth.host.request.lambda;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.request.Answers;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * A request on a Lambda path and its answer, which is sent once. Owned by the connection's event
 * loop.
 */
public final class LambdaExchange {

  private static final Logger LOG = System.getLogger(LambdaExchange.class.getName());
  private static final long STORE_MENDED_SECONDS = 5;

  private final HttpServerRequest request;
  private final InvocationId id;
  private final Context loop;
  private final TimeSource time;

  /** An exchange that nobody has answered; made on the loop. */
  LambdaExchange(HttpServerRequest request, InvocationId id, Context loop, TimeSource time) {
    this.request = request;
    this.id = id;
    this.loop = loop;
    this.time = time;
  }

  /** A step on the way to an answer. */
  @FunctionalInterface
  public interface Step {

    /** Takes it. */
    void take() throws LambdaException;
  }

  /** The request. */
  public HttpServerRequest request() {
    return request;
  }

  /** Its id, which is also that of the invocation that it asks for. */
  public InvocationId id() {
    return id;
  }

  /** The event loop. */
  public Context loop() {
    return loop;
  }

  /** The value of a header field, if it was sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** Takes a step; a request is never left without an answer, whatever goes wrong in it. */
  public void attempt(Step step) {
    try {
      step.take();
    } catch (LambdaException refused) {
      refuse(refused.fault());
    } catch (RuntimeException | Error failure) {
      refuse(faultOf(failure));
    }
  }

  /** What a client is told of a failure of the host, which is logged. */
  public LambdaFault faultOf(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof LambdaException refused) {
      return refused.fault();
    }
    if (cause instanceof StoreException) {
      LOG.log(Level.WARNING, "request " + id + " was not done: " + cause.getMessage());
      return LambdaFault.service(
          "The store of the host cannot be used at the moment, its log says why; try again.",
          STORE_MENDED_SECONDS);
    }
    LOG.log(Level.ERROR, "request " + id + " was not done", cause);
    return LambdaFault.service("The host failed, its log says why.", 0);
  }

  /** Sends the answer. */
  public void answer(LambdaAnswer answer) {
    List<HeaderField> headers = new ArrayList<>(answer.headers());
    headers.addAll(hostFields());
    Answers.send(request, new ResponseMapper.Response(answer.status(), headers, answer.body()));
  }

  /** The fields that every answer has. The date lets clients find out that their clock is wrong. */
  public List<HeaderField> hostFields() {
    return List.of(
        new HeaderField("x-amzn-requestid", id.value()),
        new HeaderField(
            "date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC))));
  }

  /** Sends an error. */
  public void refuse(LambdaFault fault) {
    answer(fault.answer());
  }
}
