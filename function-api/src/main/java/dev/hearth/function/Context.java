package dev.hearth.function;

import dev.hearth.function.spi.ContextCarrier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

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
