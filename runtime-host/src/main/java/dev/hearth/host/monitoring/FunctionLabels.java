package dev.hearth.host.monitoring;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Trigger;
import io.opentelemetry.api.common.Attributes;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The attributes of one function's measurements, each made once. Any thread asks; what is not there
 * from the start is in concurrent maps.
 */
final class FunctionLabels {

  /** Statuses told apart for each method; a function may answer with any of them. */
  static final int STATUSES = 20;

  private final String function;
  private final Map<Trigger, OfTrigger> triggers = new EnumMap<>(Trigger.class);
  private final Map<String, Map<Integer, Attributes>> http = new ConcurrentHashMap<>();

  FunctionLabels(String function) {
    this.function = function;
    for (Trigger trigger : Trigger.values()) {
      triggers.put(trigger, OfTrigger.of(function, trigger));
    }
  }

  /** What all measurements carry. */
  OfTrigger of(Trigger trigger) {
    OfTrigger known = triggers.get(trigger);
    return known != null ? known : OfTrigger.of(function, trigger);
  }

  /** Function, method, route and status; a status beyond the first 20 stands as its hundred. */
  Attributes ofHttp(String sentMethod, int status) {
    String method = SemanticAttributes.method(sentMethod);
    Map<Integer, Attributes> statuses = http.get(method);
    if (statuses == null) {
      statuses = http.computeIfAbsent(method, _ -> new ConcurrentHashMap<>());
    }
    Attributes known = statuses.get(status);
    if (known != null) {
      return known;
    }
    int told = statuses.size() < STATUSES ? status : status / 100 * 100;
    return statuses.computeIfAbsent(told, _ -> makeHttp(method, told));
  }

  private Attributes makeHttp(String method, int status) {
    return Attributes.builder()
        .put(SemanticAttributes.FAAS_NAME, function)
        .put(SemanticAttributes.HTTP_METHOD, method)
        .put(SemanticAttributes.HTTP_ROUTE, SemanticAttributes.route(function))
        .put(SemanticAttributes.HTTP_STATUS, (long) status)
        .build();
  }

  /**
   * The attributes of one function's measurements for one trigger.
   *
   * @param plain function and trigger
   * @param load with the phase {@code load} of a cold start
   * @param init with its phase {@code init}
   */
  record OfTrigger(
      Attributes plain, Attributes load, Attributes init, Map<String, Attributes> judged) {

    static OfTrigger of(String function, Trigger trigger) {
      Attributes plain =
          Attributes.of(
              SemanticAttributes.FAAS_TRIGGER,
              trigger.semanticName(),
              SemanticAttributes.FAAS_NAME,
              function);
      return new OfTrigger(
          plain,
          plain.toBuilder().put(SemanticAttributes.PHASE, "load").build(),
          plain.toBuilder().put(SemanticAttributes.PHASE, "init").build(),
          new ConcurrentHashMap<>());
    }

    /** With the slug of the outcome. */
    Attributes judged(Outcome outcome) {
      Attributes known = judged.get(outcome.slug());
      return known != null
          ? known
          : judged.computeIfAbsent(
              outcome.slug(),
              slug -> plain.toBuilder().put(SemanticAttributes.OUTCOME, slug).build());
    }
  }
}
