package dev.hearth.host.request;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.pipeline.InvocationPipeline;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Answers {@code ANY /fn/{name}[@version|@alias]/…}. Each request lives on its connection's event
 * loop; only the invocation between its body and its answer is elsewhere.
 */
public final class HttpGateway implements Handler<HttpServerRequest> {

  private static final Logger LOG = System.getLogger(HttpGateway.class.getName());

  private final FunctionRegistry registry;
  private final InvocationPipeline pipeline;
  private final InvocationFactory invocations;
  private final DoubleSupplier draws;
  private final Vertx vertx;
  private final StreamLimits streams;
  private final DurableCalls durable;

  /**
   * A gateway.
   *
   * @param draws numbers from 0 (included) to 1 (excluded), which pick among an alias's versions
   * @param ways how calls may go besides the plain way
   */
  public HttpGateway(
      FunctionRegistry registry,
      InvocationPipeline pipeline,
      InvocationFactory invocations,
      DoubleSupplier draws,
      Vertx vertx,
      Ways ways) {
    this.registry = registry;
    this.pipeline = pipeline;
    this.invocations = invocations;
    this.draws = draws;
    this.vertx = vertx;
    this.streams = ways.streams();
    this.durable = ways.durable();
  }

  /**
   * How calls may go besides the plain way.
   *
   * @param streams what streamed bodies are held to
   * @param durable who takes calls that are to be durable
   */
  public record Ways(StreamLimits streams, DurableCalls durable) {}

  @Override
  public void handle(HttpServerRequest request) {
    Optional<FunctionAddress> address =
        FunctionAddress.parse(Objects.requireNonNullElse(request.path(), ""));
    if (address.isPresent()) {
      resolve(request, address.get());
    } else {
      Answers.problem(request, notAnAddress(request));
    }
  }

  private void resolve(HttpServerRequest request, FunctionAddress address) {
    Optional<DeployedFunction> function = registry.find(address.function());
    if (function.isEmpty()) {
      Answers.problem(request, Unknown.function(address.function()));
      return;
    }
    Optional<FunctionVersion> version =
        FunctionRegistry.resolve(
            function.get(),
            address.qualifier(),
            alias -> alias.pick(address.function(), request.headers()::getAll, draws));
    if (version.isEmpty()) {
      Answers.problem(request, Unknown.version(function.get(), address.qualifier()));
    } else if (isAnsweredByHost(request, version.get())) {
      answerOptions(request, version.get());
    } else {
      read(request, address, version.get(), function.get().enabled());
    }
  }

  /** Reads what the header fields say to the host itself. */
  private void read(
      HttpServerRequest request,
      FunctionAddress address,
      FunctionVersion version,
      boolean enabled) {
    DurableCalls.Asked call;
    Optional<DurableCalls.Taker> taker;
    try {
      Lineage lineage = invocations.lineage(request.headers());
      call = new DurableCalls.Asked(request, address, version, lineage);
      taker = durable.takerOf(call);
    } catch (IllegalArgumentException wrong) {
      Answers.problem(
          request, ProblemDocument.of(Reason.INVALID_REQUEST, String.valueOf(wrong.getMessage())));
      return;
    }
    admit(call, enabled, taker);
  }

  private static boolean isAnsweredByHost(HttpServerRequest request, FunctionVersion version) {
    return request.method().equals(HttpMethod.OPTIONS)
        && !version.entryPoint().style().takes("OPTIONS");
  }

  private static void answerOptions(HttpServerRequest request, FunctionVersion version) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed(version)).setStatusCode(204).end();
  }

  private static String allowed(FunctionVersion version) {
    return String.join(", ", new TreeSet<>(version.entryPoint().style().methods())) + ", OPTIONS";
  }

  private void admit(DurableCalls.Asked call, boolean enabled, Optional<DurableCalls.Taker> taker) {
    HttpServerRequest request = call.request();
    FunctionVersion version = call.version();
    CallValidator.Head head =
        new CallValidator.Head(
            version,
            enabled,
            request.method().name(),
            new CallValidator.Caller.Outside(RequestHeaders.key(request.headers())),
            call.lineage().hops(),
            RequestHeaders.contentLength(request.headers()));
    Optional<Outcome.Failed> refusal =
        taker.isPresent() ? taker.get().refuse(head) : pipeline.refuse(head);
    if (refusal.isPresent()) {
      if (refusal.get().reason() == Reason.METHOD_NOT_ALLOWED) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed(version));
      }
      Answers.refuse(request, refusal.get());
    } else if (taker.isPresent()) {
      readBody(
          request, pipeline.tooLargeToKeep(), body -> attempt(call, () -> taker.get().take(body)));
    } else if (version.spec().exchange().body() == FunctionSpec.Body.STREAM) {
      attempt(call, () -> run(call, Payload.empty()));
    } else {
      readBody(request, pipeline.tooLarge(version), body -> attempt(call, () -> run(call, body)));
    }
  }

  private void readBody(
      HttpServerRequest request, Outcome.Failed tooLarge, Consumer<Payload> whole) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    BodyReader.read(
        request, pipeline.maxKeptBytes(), whole, () -> Answers.refuse(request, tooLarge));
  }

  /** A request is never left without an answer, whatever goes wrong in the host. */
  private static void attempt(DurableCalls.Asked call, Runnable begin) {
    try {
      begin.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a call of " + call.version().id() + " could not be begun", e);
      Answers.problem(
          call.request(),
          ProblemDocument.of(Reason.HOST_ERROR, "the host could not begin the call"));
    }
  }

  private void run(DurableCalls.Asked asked, Payload body) {
    FunctionVersion version = asked.version();
    FunctionSpec.Exchange exchange = version.spec().exchange();
    LiveCall call =
        new LiveCall(asked.request(), vertx.getOrCreateContext(), exchange.onDisconnect(), streams);
    Input.Http input = asked.input(body);
    if (exchange.body() == FunctionSpec.Body.STREAM) {
      InputStream stream =
          call.openBody(pipeline.maxBodyBytes(version), pipeline.tooLarge(version));
      input = input.streaming(stream);
    }
    call.run(pipeline, invocations.http(version, input, asked.lineage()));
  }

  private static ProblemDocument notAnAddress(HttpServerRequest request) {
    return ProblemDocument.of(
        Reason.UNKNOWN_ROUTE,
        "nothing is at "
            + request.path()
            + ": functions are at /fn/{name}, /fn/{name}@{version} and /fn/{name}@{alias}");
  }
}
