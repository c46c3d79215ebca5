package dev.hearth.host.sandbox.classloader.cloud;

import com.google.cloud.functions.BackgroundFunction;
import com.google.cloud.functions.CloudEventsFunction;
import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.RawBackgroundFunction;
import com.google.cloud.functions.TypedFunction;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.sandbox.classloader.binding.BoundHandler;
import dev.hearth.host.sandbox.classloader.cloud.http.CloudInput;
import dev.hearth.host.sandbox.classloader.cloud.http.RequestPath;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Joins a handler of functions-framework-java with the binding that its contract asks for.
 * Stateless but for the size limit and the clock.
 */
public final class CloudBinder {

  /** Asked for by browsers and not by callers; never given to a function. */
  private static final Set<String> NOT_FOUND_PATHS = Set.of("/favicon.ico", "/robots.txt");

  private static final Outcome.Answered NOT_FOUND = empty(404);

  private final ByteSize maxResponse;
  private final InstantSource clock;

  /**
   * A binder.
   *
   * @param maxResponse answers larger than this are refused
   * @param clock gives the time of events that have none
   */
  public CloudBinder(ByteSize maxResponse, InstantSource clock) {
    this.maxResponse = maxResponse;
    this.clock = clock;
  }

  /** An answer that is nothing but a status. */
  static Outcome.Answered empty(int status, HeaderField... headers) {
    return new Outcome.Answered(status, List.of(headers), Payload.empty());
  }

  /** Binds {@code handler}, which keeps the contract of {@code style}. */
  public BoundHandler bind(HandlerStyle style, Object handler) {
    BoundHandler bound =
        switch (style) {
          case CLOUD_HTTP -> new HttpHandler((HttpFunction) handler, maxResponse);
          case CLOUD_TYPED -> TypedHandler.of((TypedFunction<?, ?>) handler, maxResponse);
          case CLOUD_EVENT -> EventHandler.ofCloudEvents((CloudEventsFunction) handler, clock);
          case CLOUD_BACKGROUND -> EventHandler.ofValues((BackgroundFunction<?>) handler, clock);
          case CLOUD_RAW_BACKGROUND -> EventHandler.ofJson((RawBackgroundFunction) handler, clock);
          default ->
              throw new IllegalArgumentException(
                  style + " is no contract of functions-framework-java");
        };
    return (input, context, answers) ->
        NOT_FOUND_PATHS.contains(RequestPath.canonical(CloudInput.pathOf(input)))
            ? NOT_FOUND
            : bound.call(input, context, answers);
  }
}
