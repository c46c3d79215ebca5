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

  /**
   * A gateway.
   *
   * @param draws numbers from 0 (included) to 1 (excluded), which pick among an alias's versions
   * @param streams what streamed bodies are held to
   */
  public HttpGateway(
      FunctionRegistry registry,
      InvocationPipeline pipeline,
      InvocationFactory invocations,
      DoubleSupplier draws,
      Vertx vertx,
      StreamLimits streams) {
    this.registry = registry;
    this.pipeline = pipeline;
    this.invocations = invocations;
    this.draws = draws;
    this.vertx = vertx;
    this.streams = streams;
  }

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
        registry.resolve(address.function(), address.qualifier(), draws.getAsDouble());
    if (version.isEmpty()) {
      Answers.problem(request, Unknown.version(function.get(), address.qualifier()));
    } else if (isAnsweredByHost(request, version.get())) {
      answerOptions(request, version.get());
    } else {
      lineage(
          request,
          lineage -> admit(request, address, version.get(), function.get().enabled(), lineage));
    }
  }

  private void lineage(HttpServerRequest request, Consumer<Lineage> next) {
    Lineage lineage;
    try {
      lineage = invocations.lineage(request.headers());
    } catch (IllegalArgumentException wrong) {
      Answers.problem(
          request, ProblemDocument.of(Reason.INVALID_REQUEST, String.valueOf(wrong.getMessage())));
      return;
    }
    next.accept(lineage);
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

  private void admit(
      HttpServerRequest request,
      FunctionAddress address,
      FunctionVersion version,
      boolean enabled,
      Lineage lineage) {
    CallValidator.Head head =
        new CallValidator.Head(
            version,
            enabled,
            request.method().name(),
            new CallValidator.Caller.Outside(RequestHeaders.key(request.headers())),
            lineage.hops(),
            RequestHeaders.contentLength(request.headers()));
    Optional<Outcome.Failed> refusal = pipeline.refuse(head);
    if (refusal.isPresent()) {
      if (refusal.get().reason() == Reason.METHOD_NOT_ALLOWED) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed(version));
      }
      Answers.refuse(request, refusal.get());
      return;
    }
    if (version.spec().exchange().body() == FunctionSpec.Body.STREAM) {
      runOrRefuse(request, address, version, lineage, Payload.empty());
      return;
    }
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    BodyReader.read(
        request,
        pipeline.maxBodyBytes(version),
        body -> runOrRefuse(request, address, version, lineage, body),
        () -> Answers.refuse(request, pipeline.tooLarge(version)));
  }

  /** A request is never left without an answer, whatever goes wrong in the host. */
  private void runOrRefuse(
      HttpServerRequest request,
      FunctionAddress address,
      FunctionVersion version,
      Lineage lineage,
      Payload body) {
    try {
      run(request, address, version, lineage, body);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a call of " + version.id() + " could not be begun", e);
      Answers.problem(
          request, ProblemDocument.of(Reason.HOST_ERROR, "the host could not begin the call"));
    }
  }

  private void run(
      HttpServerRequest request,
      FunctionAddress address,
      FunctionVersion version,
      Lineage lineage,
      Payload body) {
    FunctionSpec.Exchange exchange = version.spec().exchange();
    LiveCall call =
        new LiveCall(request, vertx.getOrCreateContext(), exchange.onDisconnect(), streams);
    InputStream stream =
        exchange.body() == FunctionSpec.Body.STREAM
            ? call.openBody(pipeline.maxBodyBytes(version), pipeline.tooLarge(version))
            : Input.Http.WHOLE;
    Input.Http input =
        new Input.Http(
            request.method().name(),
            address.path(),
            Objects.requireNonNullElse(request.query(), ""),
            RequestHeaders.forFunction(request.headers(), lineage),
            body,
            stream);
    call.run(pipeline, invocations.http(version, input, lineage));
  }

  private static ProblemDocument notAnAddress(HttpServerRequest request) {
    return ProblemDocument.of(
        Reason.UNKNOWN_ROUTE,
        "nothing is at "
            + request.path()
            + ": functions are at /fn/{name}, /fn/{name}@{version} and /fn/{name}@{alias}");
  }
}
