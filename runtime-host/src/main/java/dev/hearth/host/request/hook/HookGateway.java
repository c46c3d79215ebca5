package dev.hearth.host.request.hook;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.request.Answers;
import dev.hearth.host.request.BodyReader;
import dev.hearth.host.request.CallHeaders;
import dev.hearth.host.request.RequestHeaders;
import dev.hearth.host.request.Unknown;
import dev.hearth.host.response.ProblemDocument;
import dev.hearth.host.secret.SecretVault;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers {@code POST /hooks/{function}/{hook}}. Each request lives on its connection's event loop.
 */
public final class HookGateway implements Handler<HttpServerRequest> {

  private final FunctionRegistry registry;
  private final Means means;
  private final Vertx vertx;

  /** A gateway to the functions of {@code registry}. */
  public HookGateway(FunctionRegistry registry, Means means, Vertx vertx) {
    this.registry = registry;
    this.means = means;
    this.vertx = vertx;
  }

  /**
   * What deliveries go through.
   *
   * @param refusals says why one that is verified is refused all the same, as calls are; empty if
   *     it may go on, and then it is counted
   * @param secrets what they are signed with
   * @param tasks takes them in
   * @param ids names them
   */
  public record Means(
      Function<CallValidator.Head, Optional<Outcome.Failed>> refusals,
      SecretVault secrets,
      TaskQueue tasks,
      Supplier<InvocationId> ids,
      TimeSource time,
      Limits limits) {}

  /**
   * What holds for every delivery.
   *
   * @param body the most that one may have
   * @param window how long one is known again that is sent again
   */
  public record Limits(ByteSize body, Duration window) {}

  @Override
  public void handle(HttpServerRequest request) {
    Optional<HookAddress> address =
        HookAddress.parse(Objects.requireNonNullElse(request.path(), ""));
    if (address.isEmpty()) {
      refuse(request, Reason.UNKNOWN_ROUTE, "webhooks are at /hooks/{function}/{hook}");
      return;
    }
    Optional<DeployedFunction> function = registry.find(address.get().function());
    if (function.isEmpty()) {
      Answers.problem(request, Unknown.function(address.get().function()));
      return;
    }
    Optional<Hook> hook = Hook.named(address.get().hook(), function.get());
    if (hook.isEmpty()) {
      refuse(
          request,
          Reason.UNKNOWN_WEBHOOK,
          address.get().function()
              + " has no webhook \""
              + address.get().hook()
              + "\": `triggers: [{webhook: {…}}]` in its manifest declares one");
    } else if (!request.method().equals(HttpMethod.POST)) {
      request.response().putHeader(HttpHeaders.ALLOW, "POST");
      refuse(
          request,
          Reason.METHOD_NOT_ALLOWED,
          "a webhook takes POST, not " + request.method().name());
    } else {
      read(request, hook.get());
    }
  }

  private void read(HttpServerRequest request, Hook hook) {
    Lineage lineage;
    try {
      lineage = CallHeaders.lineage(request.headers()::get, means.time().now());
    } catch (IllegalArgumentException wrong) {
      refuse(request, Reason.INVALID_REQUEST, String.valueOf(wrong.getMessage()));
      return;
    }
    if (RequestHeaders.contentLength(request.headers()) > means.limits().body().bytes()) {
      Answers.refuse(request, tooLarge());
      return;
    }
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && expected.equalsIgnoreCase("100-continue")) {
      request.response().writeContinue();
    }
    HookRequest delivery =
        new HookRequest(request, hook, lineage, means, vertx.getOrCreateContext());
    BodyReader.read(
        request,
        means.limits().body().bytes(),
        delivery::received,
        () -> Answers.refuse(request, tooLarge()));
  }

  private Outcome.Failed tooLarge() {
    return new Outcome.Failed(
        Reason.PAYLOAD_TOO_LARGE,
        "the body of a webhook may have "
            + means.limits().body()
            + " at most (setting request.max-body)");
  }

  private static void refuse(HttpServerRequest request, Reason reason, String detail) {
    Answers.problem(request, ProblemDocument.of(reason, detail));
  }
}
