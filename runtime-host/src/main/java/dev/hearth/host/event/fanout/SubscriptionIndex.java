package dev.hearth.host.event.fanout;

import dev.hearth.function.Event;
import dev.hearth.host.event.EventAttributes;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which functions want which events: the event triggers of the active versions of all functions
 * that are enabled. A trigger that can only pass events of certain types is looked at for those
 * alone, so that many functions do not make one event slow. Immutable; changes make a copy.
 */
public final class SubscriptionIndex {

  /** Nobody wants anything. */
  public static final SubscriptionIndex EMPTY = new SubscriptionIndex(Map.of(), Map.of(), Map.of());

  /** The functions that are in here, so that they can be taken out again. */
  private final Map<FunctionName, FunctionVersion> functions;

  private final Map<String, Map<FunctionName, List<TriggerSpec.Event>>> byType;
  private final Map<FunctionName, List<TriggerSpec.Event>> ofAnyType;

  private SubscriptionIndex(
      Map<FunctionName, FunctionVersion> functions,
      Map<String, Map<FunctionName, List<TriggerSpec.Event>>> byType,
      Map<FunctionName, List<TriggerSpec.Event>> ofAnyType) {
    this.functions = functions;
    this.byType = byType;
    this.ofAnyType = ofAnyType;
  }

  /** The index of all these functions. */
  public static SubscriptionIndex of(Collection<DeployedFunction> deployed) {
    Building building = new Building(EMPTY);
    deployed.forEach(building::add);
    return building.index();
  }

  /** The event triggers of a version. */
  public static List<TriggerSpec.Event> triggersOf(FunctionVersion version) {
    return version.spec().background().triggers().stream()
        .filter(TriggerSpec.Event.class::isInstance)
        .map(TriggerSpec.Event.class::cast)
        .toList();
  }

  /** The index when a function has changed. */
  public SubscriptionIndex after(
      Optional<DeployedFunction> before, Optional<DeployedFunction> after) {
    boolean was = before.filter(function -> functions.containsKey(function.name())).isPresent();
    boolean is = after.filter(SubscriptionIndex::wantsEvents).isPresent();
    if (!was && !is) {
      return this;
    }
    Building building = new Building(this);
    before.ifPresent(function -> building.remove(function.name()));
    after.ifPresent(building::add);
    return building.index();
  }

  private static boolean wantsEvents(DeployedFunction function) {
    return function.enabled() && !triggersOf(function.active()).isEmpty();
  }

  /** The functions that want this event, each once, in the order of their names. */
  public List<Subscriber> subscribers(Event event) {
    EventAttributes attributes = EventAttributes.of(event);
    Map<FunctionName, Boolean> ordered = new TreeMap<>();
    match(byType.getOrDefault(event.type(), Map.of()), attributes, ordered);
    match(ofAnyType, attributes, ordered);
    List<Subscriber> subscribers = new ArrayList<>(ordered.size());
    ordered.forEach((name, inOrder) ->
        Optional.ofNullable(functions.get(name))
            .ifPresent(version -> subscribers.add(new Subscriber(version, inOrder))));
    return subscribers;
  }

  private static void match(
      Map<FunctionName, List<TriggerSpec.Event>> triggers,
      EventAttributes attributes,
      Map<FunctionName, Boolean> ordered) {
    triggers.forEach((name, list) -> {
      for (TriggerSpec.Event trigger : list) {
        if (trigger.filters().stream().allMatch(filter -> filter.passes(attributes))) {
          ordered.merge(name, trigger.ordered(), Boolean::logicalOr);
        }
      }
    });
  }

  /** The types that alone can pass all filters; empty if it may be any. */
  static Optional<Set<String>> typesOf(List<EventFilter> filters) {
    return filters.stream()
        .map(SubscriptionIndex::typesOf)
        .flatMap(Optional::stream)
        .reduce((some, others) -> {
          Set<String> both = new TreeSet<>(some);
          both.retainAll(others);
          return both;
        });
  }

  private static Optional<Set<String>> typesOf(EventFilter filter) {
    return switch (filter) {
      case EventFilter.Exact(var attributes) ->
          Optional.ofNullable(attributes.get("type")).map(Set::of);
      case EventFilter.All(var filters) -> typesOf(filters);
      case EventFilter.Any(var filters) -> typesOfAny(filters);
      case EventFilter.Prefix _, EventFilter.Suffix _, EventFilter.Not _ -> Optional.empty();
    };
  }

  private static Optional<Set<String>> typesOfAny(List<EventFilter> filters) {
    Set<String> types = new TreeSet<>();
    for (EventFilter filter : filters) {
      Optional<Set<String>> some = typesOf(filter);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      types.addAll(some.get());
    }
    return Optional.of(types);
  }

  /** An index that is being made from another. Used by one thread. */
  private static final class Building {

    private final Map<FunctionName, FunctionVersion> functions;
    private final Map<String, Map<FunctionName, List<TriggerSpec.Event>>> byType;
    private final Map<FunctionName, List<TriggerSpec.Event>> ofAnyType;
    private final Set<String> own = new TreeSet<>();

    Building(SubscriptionIndex from) {
      functions = new HashMap<>(from.functions);
      byType = new HashMap<>(from.byType);
      ofAnyType = new HashMap<>(from.ofAnyType);
    }

    void add(DeployedFunction function) {
      if (!wantsEvents(function)) {
        return;
      }
      FunctionName name = function.name();
      functions.put(name, function.active());
      for (TriggerSpec.Event trigger : triggersOf(function.active())) {
        typesOf(trigger.filters())
            .ifPresentOrElse(
                types -> types.forEach(type -> list(ofType(type), name).add(trigger)),
                () -> list(ofAnyType, name).add(trigger));
      }
    }

    private static List<TriggerSpec.Event> list(
        Map<FunctionName, List<TriggerSpec.Event>> triggers, FunctionName name) {
      return triggers.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    /** Those of a type, copied from the other index before they are first changed. */
    private Map<FunctionName, List<TriggerSpec.Event>> ofType(String type) {
      if (own.add(type)) {
        byType.put(type, new HashMap<>(byType.getOrDefault(type, Map.of())));
      }
      return byType.computeIfAbsent(type, _ -> new HashMap<>());
    }

    void remove(FunctionName name) {
      FunctionVersion was = functions.remove(name);
      if (was == null) {
        return;
      }
      ofAnyType.remove(name);
      for (TriggerSpec.Event trigger : triggersOf(was)) {
        for (String type : typesOf(trigger.filters()).orElse(Set.of())) {
          ofType(type).remove(name);
        }
      }
    }

    SubscriptionIndex index() {
      own.forEach(type -> byType.computeIfPresent(type, (_, map) -> map.isEmpty() ? null : map));
      return new SubscriptionIndex(functions, byType, ofAnyType);
    }
  }
}
