package dev.hearth.host.request;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.validation.CallValidator;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * Where calls go that are to be durable before they are acknowledged. Any event loop may use it.
 */
@FunctionalInterface
public interface DurableCalls {

  /** Takes none: every call is an ordinary one. */
  DurableCalls NONE = _ -> Optional.empty();

  /**
   * Who takes a call, by what its header fields ask for.
   *
   * @return empty for an ordinary call
   * @throws IllegalArgumentException with a message for the caller, when a field is malformed
   */
  Optional<Taker> takerOf(Asked call);

  /** Takes one call. Owned by the connection's event loop. */
  interface Taker {

    /** Why the call is refused before its body is read; empty if it may go on. */
    Optional<Outcome.Failed> refuse(CallValidator.Head head);

    /** Takes the call and sees that its request is answered; does not block. */
    void take(Payload body);
  }

  /**
   * A call as its head asks for it.
   *
   * @param version what would be run now
   */
  record Asked(
      HttpServerRequest request,
      FunctionAddress address,
      FunctionVersion version,
      Lineage lineage) {

    /** What the function is given when the body is there as a whole. */
    public Input.Http input(Payload body) {
      return new Input.Http(
          request.method().name(),
          address.path(),
          Objects.requireNonNullElse(request.query(), ""),
          RequestHeaders.forFunction(request.headers(), lineage),
          body);
    }
  }
}
