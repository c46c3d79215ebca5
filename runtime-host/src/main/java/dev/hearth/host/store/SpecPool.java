package dev.hearth.host.store;

import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps each spec, and each equal part of specs, once: most functions say the same, and a function
 * that nobody calls should cost little. Used by one thread, for one load.
 */
final class SpecPool {

  private final Map<String, FunctionSpec> specs = new HashMap<>();
  private final Once<FunctionSpec.Timeouts> timeouts = new Once<>();
  private final Once<FunctionSpec.CallBudget> budgets = new Once<>();
  private final Once<FunctionSpec.Concurrency> concurrencies = new Once<>();
  private final Once<FunctionSpec.RetrySpec> retries = new Once<>();
  private final Once<Map<String, String>> envs = new Once<>();
  private final Once<Confinement> confinements = new Once<>();
  private final Once<Rate> rates = new Once<>();
  private final Once<FunctionSpec.Exchange> exchanges = new Once<>();
  private final Once<FunctionSpec.Background> backgrounds = new Once<>();

  /**
   * The spec of this text.
   *
   * @throws IllegalArgumentException as {@link SpecJson#read}
   */
  FunctionSpec of(String json) {
    return specs.computeIfAbsent(json, text -> shared(SpecJson.read(text)));
  }

  private FunctionSpec shared(FunctionSpec spec) {
    return new FunctionSpec(
        spec.handler(),
        spec.sandbox(),
        timeouts.of(spec.timeouts()),
        budgets.of(spec.budget()),
        concurrencies.of(spec.concurrency()),
        spec.lane(),
        spec.priority(),
        spec.idempotent(),
        retries.of(spec.retry()),
        spec.auth(),
        envs.of(spec.env()),
        spec.keepAlive(),
        confinements.of(spec.confinement()),
        rates.of(spec.rate()),
        exchanges.of(spec.exchange()),
        backgrounds.of(spec.background()));
  }

  /** The first of all equal values. */
  private static final class Once<T> {

    private final Map<T, T> first = new HashMap<>();

    T of(T value) {
      return first.computeIfAbsent(value, same -> same);
    }
  }
}
