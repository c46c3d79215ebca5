package dev.hearth.host.request.lambda;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.request.BodyReader;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.request.lambda.LambdaRoute.Handling;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Answers everything below the dates that the paths of the Lambda API begin with: finds the
 * operation and who asks, takes the body, and has the operation done. Each request lives on its
 * connection's event loop.
 */
public final class LambdaFront implements Handler<HttpServerRequest> {

  /** The first segments of the paths of the Lambda API. */
  public static final List<String> DATES =
      List.of(
          "2014-11-13",
          "2015-03-31",
          "2016-08-19",
          "2017-03-31",
          "2017-10-31",
          "2018-10-31",
          "2019-09-25",
          "2019-09-30",
          "2020-04-22",
          "2020-06-30",
          "2021-07-20",
          "2021-10-31",
          "2021-11-15",
          "2024-08-31");

  /** More than this takes an event loop too long to hash. */
  private static final int QUICK_BYTES = 64 * 1024;

  private final LambdaRoutes routes;
  private final Authentication authentication;
  private final Means means;

  /**
   * A front.
   *
   * @throws IllegalArgumentException when two of the routes are at the same place
   */
  public LambdaFront(Collection<LambdaRoute> routes, Means means) {
    this.routes = new LambdaRoutes(routes);
    this.authentication = new Authentication(means.keys());
    this.means = means;
  }

  /**
   * What it works with.
   *
   * @param ids name requests and the invocations that they ask for
   * @param workers do what blocks
   */
  public record Means(
      KeyRing keys, Supplier<InvocationId> ids, Executor workers, Vertx vertx, TimeSource time) {}

  /** A request that has found its operation. */
  private record Found(
      LambdaExchange exchange,
      LambdaRoute.Match match,
      Map<String, List<String>> query,
      Authentication.Claim claim) {}

  @Override
  public void handle(HttpServerRequest request) {
    LambdaExchange exchange =
        new LambdaExchange(
            request, means.ids().get(), means.vertx().getOrCreateContext(), means.time());
    exchange.attempt(() -> begin(exchange));
  }

  private void begin(LambdaExchange exchange) throws LambdaException {
    HttpServerRequest request = exchange.request();
    LambdaPath path =
        LambdaPath.parse(Objects.requireNonNullElse(request.path(), ""))
            .orElseThrow(
                () -> new LambdaException(LambdaFault.validation("The path is malformed.")));
    LambdaRoute.Match match =
        routes
            .find(request.method().name(), path)
            .orElseThrow(() -> new LambdaException(unknown(request, path)));
    Map<String, List<String>> query =
        LambdaPath.query(Objects.requireNonNullElse(request.query(), ""))
            .orElseThrow(
                () -> new LambdaException(LambdaFault.validation("The query is malformed.")));
    Authentication.Claim claim = authentication.claim(request, means.time().now());
    if (match.handling() instanceof Handling.Control control) {
      requireScope(claim.identity(), control.scope()); // bodies of strangers are not even read
    }
    read(new Found(exchange, match, query, claim));
  }

  private void read(Found found) throws LambdaException {
    HttpServerRequest request = found.exchange().request();
    long most =
        switch (found.match().handling()) {
          case Handling.Control control -> control.maxBodyBytes();
          case Handling.Live live -> live.operation().maxBodyBytes(found.exchange());
        };
    if (RequestHeaders.contentLength(request.headers()) > most) {
      throw new LambdaException(tooLarge(most));
    }
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    BodyReader.read(
        request,
        most,
        body -> received(found, body),
        () -> found.exchange().refuse(tooLarge(most)));
  }

  private void received(Found found, Payload body) {
    LambdaExchange exchange = found.exchange();
    if (body.size() <= QUICK_BYTES) {
      exchange.attempt(() -> admit(found, found.claim().prove(body), body));
      return;
    }
    exchange
        .loop()
        .executeBlocking(() -> found.claim().prove(body), false)
        .onSuccess(identity -> exchange.attempt(() -> admit(found, identity, body)))
        .onFailure(failure -> exchange.refuse(exchange.faultOf(failure)));
  }

  private void admit(Found found, Identity identity, Payload body) throws LambdaException {
    LambdaExchange exchange = found.exchange();
    LambdaRequest request =
        new LambdaRequest(
            found.match().values(), found.query(), identity, exchange.id().value(), body);
    switch (found.match().handling()) {
      case Handling.Live live -> live.operation().begin(exchange, request);
      case Handling.Control control -> control(exchange, control.operation(), request);
    }
  }

  private static void requireScope(Identity identity, Scope scope) throws LambdaException {
    if (!KeyRing.allows(identity.key(), scope.text())) {
      throw new LambdaException(
          LambdaFault.accessDenied(
              "User: "
                  + identity.userArn()
                  + " is not authorized to perform this operation: the key needs the scope "
                  + (scope == Scope.ADMIN ? "" : scope.text() + " or ")
                  + "admin"));
    }
  }

  private void control(LambdaExchange exchange, LambdaOperation operation, LambdaRequest request) {
    try {
      means
          .workers()
          .execute(() -> {
            LambdaAnswer answer = done(exchange, operation, request);
            exchange.loop().runOnContext(_ -> exchange.answer(answer));
          });
    } catch (RejectedExecutionException ending) {
      exchange.refuse(LambdaFault.service("The host is shutting down; try again.", 5));
    }
  }

  private static LambdaAnswer done(
      LambdaExchange exchange, LambdaOperation operation, LambdaRequest request) {
    try {
      return operation.answer(request);
    } catch (LambdaException refused) {
      return refused.fault().answer();
    } catch (RuntimeException | Error failure) {
      return exchange.faultOf(failure).answer();
    }
  }

  private static LambdaFault tooLarge(long most) {
    return LambdaFault.tooLarge(
        "Request must be smaller than " + most + " bytes for this operation.");
  }

  private LambdaFault unknown(HttpServerRequest request, LambdaPath path) {
    List<String> methods = routes.methodsOf(path);
    String shown = request.method().name() + " " + LambdaFault.shown(path.text());
    return new LambdaFault(
        404,
        "UnknownOperationException",
        methods.isEmpty()
            ? "There is no operation "
                + shown
                + " among those of the Lambda API that this host has."
            : "There is no operation " + shown + ", only " + String.join(", ", methods) + ".");
  }
}
