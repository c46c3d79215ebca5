package dev.hearth.function;

import dev.hearth.function.spi.ContextCarrier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What one call knows about itself and may ask of its host. Valid until the call has ended; a
 * context kept longer still answers, but its deadline has passed.
 */
public interface Context {

  /** The call's own id, a UUID of version 7; also the response header {@code X-Invocation-Id}. */
  String invocationId();

  /** The name under which the function is deployed. */
  String functionName();

  /** The deployed version that runs, counted from 1. */
  int functionVersion();

  /** Which attempt at this work this is, counted from 1. */
  int attempt();

  /** When the host will end this call. */
  Instant deadline();

  /** What is left until {@link #deadline()}; zero when it has passed, never negative. */
  Duration remaining();

  /** The settings that the manifest gives the function under {@code env}; unmodifiable. */
  Map<String, String> env();

  /**
   * The value of a secret now, as text in UTF-8. Ask for it in each call: one that is set anew on
   * the host has its new value at once. The manifest must name it, {@code secrets: [API_TOKEN]}.
   *
   * @throws IllegalArgumentException when the manifest does not name it
   * @throws IllegalStateException when the host has no secret of this name, or cannot read it
   * @throws UnsupportedOperationException in a context that no host has made, such as one of a test
   *     which does not override this: so that a new method breaks no such context
   */
  default String secret(String name) {
    return new String(secretBytes(name), StandardCharsets.UTF_8);
  }

  /** The bytes of a secret now, for the caller to keep; see {@link #secret}. */
  default byte[] secretBytes(String name) {
    throw new UnsupportedOperationException("this context has no host that could know " + name);
  }

  /**
   * A directory of this instance's own, empty when the instance starts and deleted when it ends;
   * calls of the same instance share it.
   */
  Path tempDirectory();

  /**
   * A logger whose lines carry this call's id and are kept with it. {@code System.out}, {@code
   * System.err}, {@code System.Logger} and {@code java.util.logging} are captured as well.
   */
  System.Logger logger();

  /**
   * The W3C {@code traceparent} to send with calls that this function makes, so that they join its
   * trace. Format: <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>.
   */
  String traceparent();

  /** The W3C {@code tracestate} that came with the call, to be sent on; empty if there was none. */
  Optional<String> tracestate();

  /**
   * Runs {@code work} on this call's thread once the response is on its way, within the same
   * deadline. Several pieces run in the order given; one that throws is logged and the next runs.
   */
  void afterResponse(Runnable work);

  /**
   * Calls another function of this host and waits for its answer. The manifest of this function
   * must allow it: {@code permissions: {invoke: [shop]}}, or {@code ["*"]} for all.
   *
   * <p>The other function runs under its own budget and limits, as a child in the same trace. It
   * has no more time, waiting included, than is left to this call: when this call ends, one that
   * still waits for an instance is dropped, and one that runs is held to the deadline. Calls nest
   * to a depth of 16 unless the host is set otherwise. This call keeps its instance while it waits,
   * so a function that calls itself needs {@code concurrency.max} to allow both.
   *
   * @param function its name as deployed, {@code shop}, or one version of it by number or alias,
   *     {@code shop@3} or {@code shop@live}
   * @param request copied. The host sets the fields {@code traceparent}, {@code tracestate} and
   *     {@code X-Hearth-Hops}; {@code X-Hearth-Timeout: 2s} gives the call less time than is left
   * @return what the function answered, whatever its status
   * @throws InvocationFailedException when it gave no answer, or the running thread was interrupted
   *     while it waited; it stays interrupted
   * @throws IllegalStateException when this call has ended
   */
  default HttpResponse invoke(String function, HttpRequest request) {
    throw new UnsupportedOperationException(
        "this context has no host that could call " + function + " with " + request);
  }

  /** Calls another function with a POST of JSON text; see {@link #invoke(String, HttpRequest)}. */
  default HttpResponse invoke(String function, String json) {
    return invoke(
        function,
        HttpRequest.builder("POST", "/")
            .header("content-type", "application/json")
            .body(json)
            .build());
  }

  /** Calls another function with a POST of bytes; see {@link #invoke(String, HttpRequest)}. */
  default HttpResponse invoke(String function, byte[] body) {
    return invoke(
        function,
        HttpRequest.builder("POST", "/")
            .header("content-type", "application/octet-stream")
            .body(body)
            .build());
  }

  /**
   * Publishes an event to all functions that want it, and waits until it is durable: from then on
   * each of them gets it, whatever happens. The manifest of this function must allow its type:
   * {@code permissions: {emit: ["com.acme.order.*"]}}, or {@code ["*"]} for all.
   *
   * <p>Source and id tell whether an event is the same as one before: within a time that the host
   * sets, 24 hours by default, the same event again is delivered no second time. An id made of
   * {@link #invocationId()} lets a function that is tried again emit what it has emitted before.
   * The {@code traceparent} of this call goes with an event that has none.
   *
   * @return the host's own id of the event, a UUID of version 7
   * @throws InvocationFailedException when it is not taken in, with the {@code reason()} {@code
   *     forbidden}, {@code throttled} when a function that wants it has too much to do, {@code
   *     hop-limit} when events and calls have led to each other too often, {@code
   *     store-unavailable} and so on; or when the running thread was interrupted while it waited,
   *     then it stays interrupted and the event may have been taken in
   * @throws IllegalStateException when this call has ended
   * @throws UnsupportedOperationException in a context that no host has made, as {@link #secret}
   */
  default String emit(Event event) {
    throw new UnsupportedOperationException("this context has no host that could take in " + event);
  }

  /**
   * Publishes an event with JSON data, see {@link #emit(Event)}. It gets a random id, and {@code
   * /fn/} with the name of this function as its source.
   *
   * @return the host's own id of the event
   */
  default String emit(String type, String json) {
    return emit(
        Event.builder(UUID.randomUUID().toString(), URI.create("/fn/" + functionName()), type)
            .data("application/json", json.getBytes(StandardCharsets.UTF_8))
            .build());
  }

  /**
   * The context of the call that the running thread works for, also on threads which the function
   * started itself.
   *
   * @throws IllegalStateException when the running thread works for no call, or when an instance
   *     serves several calls at once and the thread was started by the function, so that it cannot
   *     be told for which
   */
  static Context current() {
    return ContextCarrier.ofRunningThread()
        .orElseThrow(() ->
            new IllegalStateException(
                "no function call runs on this thread: Context.current() works only inside a"
                    + " call"));
  }
}
