package dev.hearth.host.request.event;

import dev.hearth.host.event.fanout.EventPublisher;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.BodyReader;
import dev.hearth.host.request.InvocationFactory;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /events}: 202 once all events of a request are durable. Each request lives on
 * its connection's event loop; large ones are read elsewhere.
 */
public final class EventGateway implements Handler<HttpServerRequest> {

  private static final Logger LOG = System.getLogger(EventGateway.class.getName());
  private static final String PATH = "/events";

  /** What can be read in much less than a millisecond. */
  private static final int READ_AT_ONCE = 32 * 1024;

  private final CallValidator validator;
  private final InvocationFactory invocations;
  private final Delivery delivery;
  private final AllowedOrigins origins;
  private final Means means;

  /** A gateway that hands what it has read to {@code delivery}'s publisher. */
  public EventGateway(
      CallValidator validator,
      InvocationFactory invocations,
      EventPublisher publisher,
      AllowedOrigins origins,
      Means means) {
    this.validator = validator;
    this.invocations = invocations;
    this.delivery = new Delivery(publisher);
    this.origins = origins;
    this.means = means;
  }

  /**
   * How it works.
   *
   * @param readers threads for what takes long to read
   * @param maxBody the most bytes of a request
   */
  public record Means(Vertx vertx, Executor readers, long maxBody) {}

  @Override
  public void handle(HttpServerRequest request) {
    if (!PATH.equals(request.path())) {
      Answers.problem(
          request,
          ProblemDocument.of(
              Reason.UNKNOWN_ROUTE,
              "nothing is at " + request.path() + ": events are sent to POST " + PATH));
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      origins.answer(request);
    } else if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "OPTIONS, POST");
      Answers.problem(
          request,
          ProblemDocument.of(
              Reason.METHOD_NOT_ALLOWED,
              PATH + " takes POST and OPTIONS, not " + request.method()));
    } else {
      admit(request);
    }
  }

  private void admit(HttpServerRequest request) {
    Optional<Outcome.Failed> refusal =
        validator
            .refusePublishing(RequestHeaders.key(request.headers()))
            .or(() -> refuseHead(request.headers()));
    if (refusal.isPresent()) {
      Answers.refuse(request, refusal.get());
      return;
    }
    Lineage lineage;
    try {
      lineage = invocations.lineage(request.headers());
    } catch (IllegalArgumentException wrong) {
      Answers.problem(
          request, ProblemDocument.of(Reason.INVALID_REQUEST, String.valueOf(wrong.getMessage())));
      return;
    }
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    BodyReader.read(
        request,
        means.maxBody(),
        body -> read(request, body, lineage.hops()),
        () -> Answers.refuse(request, tooLarge()));
  }

  private Optional<Outcome.Failed> refuseHead(MultiMap headers) {
    String encoding = Objects.requireNonNullElse(headers.get(HttpHeaders.CONTENT_ENCODING), "");
    if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      return Optional.of(
          new Outcome.Failed(
              Reason.UNSUPPORTED_MEDIA_TYPE,
              "events are not read with a Content-Encoding: send them as they are"));
    }
    return RequestHeaders.contentLength(headers) > means.maxBody()
        ? Optional.of(tooLarge())
        : Optional.empty();
  }

  private Outcome.Failed tooLarge() {
    return new Outcome.Failed(
        Reason.PAYLOAD_TOO_LARGE,
        "a request may have "
            + means.maxBody()
            + " bytes at most (setting request.max-body); send less, or a reference to the data");
  }

  private void read(HttpServerRequest request, Payload body, int hops) {
    Context loop = means.vertx().getOrCreateContext();
    List<HeaderField> headers = new ArrayList<>();
    for (Map.Entry<String, String> header : request.headers()) {
      headers.add(new HeaderField(header.getKey(), header.getValue()));
    }
    Runnable reading =
        () -> {
          var _ =
              delivery
                  .take(headers, body, hops)
                  .whenComplete(
                      (answer, failure) -> loop.runOnContext(_ -> end(request, answer, failure)));
        };
    try {
      if (body.size() <= READ_AT_ONCE) {
        reading.run();
      } else {
        means.readers().execute(() -> readOrFail(request, loop, reading));
      }
    } catch (RejectedExecutionException closing) {
      Answers.problem(
          request, ProblemDocument.of(Reason.DRAINING, "the host is shutting down: send it again"));
    } catch (RuntimeException | Error e) {
      fail(request, e);
    }
  }

  /** A request is never left without an answer, whatever goes wrong in the host. */
  private static void readOrFail(HttpServerRequest request, Context loop, Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException | Error e) {
      loop.runOnContext(_ -> fail(request, e));
    }
  }

  private static void end(
      HttpServerRequest request, Delivery.Answer answer, @Nullable Throwable failure) {
    if (failure == null) {
      answer(request, answer);
    } else {
      fail(request, failure);
    }
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    LOG.log(Level.ERROR, "events could not be taken in", failure);
    Answers.problem(
        request, ProblemDocument.of(Reason.HOST_ERROR, "the host could not take in the events"));
  }

  private static void answer(HttpServerRequest request, Delivery.Answer answer) {
    switch (answer) {
      case Delivery.Answer.Accepted(var json) -> {
        if (!request.response().ended() && !request.response().closed()) {
          request
              .response()
              .setStatusCode(202)
              .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
              .end(Buffer.buffer(json.array()));
        }
      }
      case Delivery.Answer.Refused(var problem, var retryAfter) -> {
        if (retryAfter > 0) {
          request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
        Answers.problem(request, problem);
      }
    }
  }
}
