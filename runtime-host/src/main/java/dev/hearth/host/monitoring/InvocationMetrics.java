package dev.hearth.host.monitoring;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.registry.FunctionName;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.function.ToIntFunction;

/**
 * Counts and measures invocations. Used by every thread; the instruments and the cache of
 * attributes are made for that.
 */
public final class InvocationMetrics implements InvocationListener {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Instruments instruments;
  private final ToIntFunction<Outcome> status;
  private final LoadingCache<FunctionName, FunctionLabels> labels =
      Caffeine.newBuilder()
          .maximumSize(Telemetry.SERIES_PER_INSTRUMENT)
          .executor(Runnable::run)
          .build(name -> new FunctionLabels(name.value()));

  /**
   * Metrics of the host's telemetry.
   *
   * @param status the HTTP status that an outcome is answered with
   */
  public InvocationMetrics(Telemetry telemetry, ToIntFunction<Outcome> status) {
    this(telemetry.meter(), status);
  }

  InvocationMetrics(Meter meter, ToIntFunction<Outcome> status) {
    this.instruments = Instruments.of(meter);
    this.status = status;
  }

  @Override
  public void ended(InvocationRecord record) {
    Invocation invocation = record.invocation();
    FunctionLabels own = labels.get(invocation.version().id().function());
    // Only a sampled trace is worth naming as an exemplar.
    Context context =
        invocation.trace().sampled() ? TraceContexts.of(invocation.trace()) : Context.root();
    FunctionLabels.OfTrigger triggered = own.of(invocation.trigger());
    count(record, triggered, context);
    measure(record, triggered, context);
    if (invocation.trigger() == Trigger.HTTP && invocation.input() instanceof Input.Http request) {
      Attributes http = own.ofHttp(request.method(), status.applyAsInt(record.outcome()));
      instruments.httpDuration().record(seconds(record.timings().totalNanos()), http, context);
    }
  }

  private void count(InvocationRecord record, FunctionLabels.OfTrigger own, Context context) {
    switch (record.outcome()) {
      case Outcome.Answered _ -> instruments.invocations().add(1, own.plain(), context);
      case Outcome.Failed failed -> {
        Attributes judged = own.judged(failed);
        instruments.errors().add(1, judged, context);
        if (tookTooLong(failed.reason())) {
          instruments.timeouts().add(1, judged, context);
        }
      }
    }
  }

  private static boolean tookTooLong(Reason reason) {
    return reason == Reason.RUN_TIMEOUT
        || reason == Reason.INIT_TIMEOUT
        || reason == Reason.QUEUE_TIMEOUT;
  }

  private void measure(InvocationRecord record, FunctionLabels.OfTrigger own, Context context) {
    Timings timings = record.timings();
    instruments.queueWait().record(seconds(timings.queueNanos()), own.plain(), context);
    if (timings.coldStart().isPresent()) {
      measure(timings.coldStart().get(), own, context);
    }
    if (timings.runNanos() > 0) {
      instruments
          .invokeDuration()
          .record(seconds(timings.runNanos()), own.judged(record.outcome()), context);
      instruments.cpuUsage().record(seconds(record.usage().cpuNanos()), own.plain(), context);
      instruments.memoryUsage().record(record.usage().allocatedBytes(), own.plain(), context);
    }
  }

  private void measure(ColdStart cold, FunctionLabels.OfTrigger own, Context context) {
    instruments.coldStarts().add(1, own.plain(), context);
    instruments.initDuration().record(seconds(cold.totalNanos()), own.plain(), context);
    instruments.coldStartPhase().record(seconds(cold.loadNanos()), own.load(), context);
    instruments.coldStartPhase().record(seconds(cold.initNanos()), own.init(), context);
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
