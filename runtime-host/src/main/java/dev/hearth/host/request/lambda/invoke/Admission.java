package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.access.KeyRing;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.request.lambda.FunctionReference;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaExchange;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.Optional;

/** Judges calls before they are made. Stateless but for its means; any event loop may use it. */
final class Admission {

  /** More than this takes an event loop too long to read. */
  private static final int QUICK_BYTES = 64 * 1024;

  private static final Payload NO_PAYLOAD = Payload.utf8("{}");

  private final InvokeMeans means;

  Admission(InvokeMeans means) {
    this.means = means;
  }

  /**
   * What a request calls. That the caller may is checked first, so that strangers do not learn what
   * there is.
   *
   * @throws LambdaException when the caller may not, or there is no such function or version
   */
  CallTarget find(LambdaExchange exchange, LambdaRequest request) throws LambdaException {
    FunctionReference reference = request.function();
    String arn = request.identity().functionArn(reference.name(), reference.qualifier());
    if (!KeyRing.allows(request.identity().key(), "invoke:" + reference.name())) {
      throw new LambdaException(
          LambdaFault.accessDenied(
              "User: "
                  + request.identity().userArn()
                  + " is not authorized to perform: lambda:InvokeFunction on resource: "
                  + arn
                  + " because its key has neither the scope invoke:"
                  + reference.name()
                  + " nor invoke:* nor admin"));
    }
    DeployedFunction function =
        reference.functionName().flatMap(means.registry()::find).orElseThrow(() -> notFound(arn));
    VersionChoice.Chosen chosen =
        means
            .versions()
            .choose(function, reference.qualifier(), exchange.request().headers()::getAll)
            .orElseThrow(() -> notFound(arn));
    return new CallTarget(function, chosen, request.identity().key(), lineage(exchange));
  }

  private static LambdaException notFound(String arn) {
    return new LambdaException(LambdaFault.notFound("Function not found: " + arn));
  }

  private Lineage lineage(LambdaExchange exchange) throws LambdaException {
    try {
      return means.invocations().lineage(exchange.request().headers());
    } catch (IllegalArgumentException wrong) {
      throw new LambdaException(LambdaFault.invalidParameter(String.valueOf(wrong.getMessage())));
    }
  }

  /** A step that goes on with a payload. */
  @FunctionalInterface
  interface Next {
    void take(Payload payload) throws LambdaException;
  }

  /** Goes on once the payload is known to be JSON; no payload stands for an empty object. */
  void withJson(LambdaExchange exchange, Payload body, Next next) throws LambdaException {
    if (body.size() == 0) {
      next.take(NO_PAYLOAD);
    } else if (body.size() <= QUICK_BYTES) {
      requireJson(body);
      next.take(body);
    } else {
      exchange
          .loop()
          .executeBlocking(() -> requireJson(body), false)
          .onSuccess(json -> exchange.attempt(() -> next.take(json)))
          .onFailure(failure -> exchange.refuse(exchange.faultOf(failure)));
    }
  }

  private static Payload requireJson(Payload body) throws LambdaException {
    Optional<String> wrong = JsonText.whyNotJson(body.array());
    if (wrong.isPresent()) {
      throw new LambdaException(
          LambdaFault.invalidContent("Could not parse request body into json: " + wrong.get()));
    }
    return body;
  }

  /**
   * Asks whether a call may be made now, and counts it if so.
   *
   * @throws LambdaException when it may not
   */
  void admitNow(CallTarget target, Payload payload) throws LambdaException {
    admitLater(target, payload);
    throwIf(means.pipeline().refusePlace(target.version()).map(Faults::of));
  }

  /** The same for a call that nobody waits for. */
  void admitLater(CallTarget target, Payload payload) throws LambdaException {
    throwIf(
        means
            .pipeline()
            .refuseLater(target.head(payload.size()))
            .map(failed -> fault(failed, target)));
  }

  private static LambdaFault fault(Outcome.Failed failed, CallTarget target) {
    if (failed.reason() != Reason.THROTTLED) {
      return Faults.of(failed);
    }
    return Faults.throttled(
        failed, target.version().spec().rate().isLimited() ? Faults.OWN_RATE : Faults.CALLER_RATE);
  }

  private static void throwIf(Optional<LambdaFault> fault) throws LambdaException {
    if (fault.isPresent()) {
      throw new LambdaException(fault.get());
    }
  }
}
