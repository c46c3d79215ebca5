package dev.hearth.host.monitoring;

import dev.hearth.host.registry.FunctionName;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets other parts of the host show their numbers without knowing OpenTelemetry. Stateless; the
 * suppliers are asked by whichever thread reads the metrics, so they must be quick and safe to call
 * from any.
 */
public final class Gauges {

  private final Meter meter;

  /** Gauges of the host's telemetry. */
  public Gauges(Telemetry telemetry) {
    this.meter = telemetry.meter();
  }

  /**
   * A number that goes up and down, such as how many instances are alive.
   *
   * @param name dotted, such as {@code hearth.pool.instances}; to be given once only
   * @param unit in the notation of UCUM: {@code By}, or a noun in braces such as {@code {instance}}
   */
  public void gauge(String name, String description, String unit, LongSupplier value) {
    meter
        .gaugeBuilder(name)
        .setDescription(description)
        .setUnit(unit)
        .ofLongs()
        .buildWithCallback(result -> result.record(value.getAsLong()));
  }

  /** A number that only grows, such as how many leaks were found; otherwise as {@link #gauge}. */
  public void counter(String name, String description, String unit, LongSupplier total) {
    meter
        .counterBuilder(name)
        .setDescription(description)
        .setUnit(unit)
        .buildWithCallback(result -> result.record(total.getAsLong()));
  }

  /**
   * A number for each function that only grows; otherwise as {@link #gauge}.
   *
   * @return counts one for a function; any thread may use it
   */
  public Consumer<FunctionName> counterByFunction(String name, String description, String unit) {
    LongCounter counter =
        meter.counterBuilder(name).setDescription(description).setUnit(unit).build();
    return function ->
        counter.add(1, Attributes.of(SemanticAttributes.FAAS_NAME, function.value()));
  }
}
