package dev.hearth.host.monitoring;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** The instruments that invocations are measured with; immutable, used by every thread. */
record Instruments(
    LongCounter invocations,
    LongCounter errors,
    LongCounter timeouts,
    LongCounter coldStarts,
    DoubleHistogram invokeDuration,
    DoubleHistogram initDuration,
    DoubleHistogram cpuUsage,
    LongHistogram memoryUsage,
    DoubleHistogram queueWait,
    DoubleHistogram coldStartPhase,
    DoubleHistogram httpDuration) {

  /** The boundaries that the semantic conventions advise for durations, in seconds. */
  private static final List<Double> SECONDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);

  /** For parts of a call, which are often far below the first of {@link #SECONDS}. */
  private static final List<Double> SHORT_SECONDS =
      List.of(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 1.0, 5.0);

  private static final List<Long> BYTES =
      List.of(
          1L << 10, 1L << 12, 1L << 14, 1L << 16, 1L << 18, 1L << 20, 1L << 22, 1L << 24, 1L << 26,
          1L << 28, 1L << 30);

  static Instruments of(Meter meter) {
    return new Instruments(
        counter(meter, MetricNames.INVOCATIONS, "Successful invocations.", "{invocation}"),
        counter(meter, MetricNames.ERRORS, "Failed invocations, by outcome.", "{error}"),
        counter(meter, MetricNames.TIMEOUTS, "Invocations that took too long.", "{timeout}"),
        counter(meter, MetricNames.COLD_STARTS, "Invocations with a cold start.", "{coldstart}"),
        seconds(meter, MetricNames.INVOKE_DURATION, "Time of the function itself.", SECONDS),
        seconds(meter, MetricNames.INIT_DURATION, "Time to start an instance.", SECONDS),
        seconds(meter, MetricNames.CPU_USAGE, "Processor time of one call.", SHORT_SECONDS),
        meter
            .histogramBuilder(MetricNames.MEMORY_USAGE)
            .setDescription("Bytes allocated by one call.")
            .setUnit("By")
            .ofLongs()
            .setExplicitBucketBoundariesAdvice(BYTES)
            .build(),
        seconds(meter, MetricNames.QUEUE_WAIT, "Time spent waiting for a place.", SHORT_SECONDS),
        seconds(meter, MetricNames.COLD_START_PHASE, "Parts of a cold start.", SHORT_SECONDS),
        seconds(meter, MetricNames.HTTP_DURATION, "Time from request to outcome.", SECONDS));
  }

  private static LongCounter counter(Meter meter, String name, String description, String unit) {
    return meter.counterBuilder(name).setDescription(description).setUnit(unit).build();
  }

  private static DoubleHistogram seconds(
      Meter meter, String name, String description, List<Double> boundaries) {
    return meter
        .histogramBuilder(name)
        .setDescription(description)
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(boundaries)
        .build();
  }
}
