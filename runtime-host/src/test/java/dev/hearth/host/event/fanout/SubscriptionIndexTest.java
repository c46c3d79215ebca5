package dev.hearth.host.event.fanout;

import static dev.hearth.host.fixture.Subscribers.deployed;
import static dev.hearth.host.fixture.Subscribers.ofType;
import static dev.hearth.host.fixture.Subscribers.trigger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Event;
import dev.hearth.host.event.EventAttributes;
import dev.hearth.host.fixture.Subscribers;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SubscriptionIndexTest {

  private static Event event(String type, String subject) {
    return Event.builder("1", URI.create("/orders"), type).subject(subject).build();
  }

  private static EventFilter exact(String name, String value) {
    return new EventFilter.Exact(Map.of(name, value));
  }

  private static List<String> names(SubscriptionIndex index, Event event) {
    return index.subscribers(event).stream()
        .map(subscriber -> subscriber.version().id().function().value())
        .toList();
  }

  @Test
  void findsThoseWhoseFiltersAllPass() {
    SubscriptionIndex index =
        SubscriptionIndex.of(
            List.of(
                deployed("exact", ofType("a.b")),
                deployed("both", trigger(false, exact("type", "a.b"), exact("subject", "x"))),
                deployed("prefix", trigger(false, new EventFilter.Prefix(Map.of("type", "a.")))),
                deployed(
                    "suffix", trigger(false, new EventFilter.Suffix(Map.of("source", "ders")))),
                deployed("not", trigger(false, new EventFilter.Not(exact("type", "a.b")))),
                deployed("none")));
    assertThat(names(index, event("a.b", "x")))
        .containsExactly("both", "exact", "prefix", "suffix");
    assertThat(names(index, event("a.b", "y"))).containsExactly("exact", "prefix", "suffix");
    assertThat(names(index, event("c", "x"))).containsExactly("not", "suffix");
  }

  @Test
  void aFunctionWithSeveralMatchingTriggersGetsItOnceAndInOrderIfOneWantsThat() {
    SubscriptionIndex index =
        SubscriptionIndex.of(
            List.of(
                deployed(
                    "many",
                    ofType("a"),
                    trigger(true, new EventFilter.Prefix(Map.of("type", "a"))),
                    trigger(false, exact("subject", "x")))));
    assertThat(index.subscribers(event("a", "x")))
        .singleElement()
        .satisfies(subscriber -> assertThat(subscriber.ordered()).isTrue());
    assertThat(index.subscribers(event("b", "x")))
        .singleElement()
        .satisfies(subscriber -> assertThat(subscriber.ordered()).isFalse());
  }

  @Test
  void aMissingAttributePassesNothingButANegation() {
    Event bare = Event.builder("1", URI.create("/s"), "t").build();
    EventAttributes attributes = EventAttributes.of(bare);
    assertThat(new EventFilter.Prefix(Map.of("subject", "x")).passes(attributes)).isFalse();
    assertThat(new EventFilter.Suffix(Map.of("mine", "x")).passes(attributes)).isFalse();
    assertThat(new EventFilter.Not(exact("subject", "x")).passes(attributes)).isTrue();
    assertThat(
            new EventFilter.Exact(Map.of("specversion", "1.0", "source", "/s")).passes(attributes))
        .isTrue();
  }

  @Test
  void onlyEnabledFunctionsAreFound() {
    DeployedFunction on = deployed("f", ofType("a"));
    DeployedFunction off = on.after(new CatalogueChange.EnabledSet(on.name(), false)).orElseThrow();
    SubscriptionIndex index = SubscriptionIndex.of(List.of(on));
    SubscriptionIndex without = index.after(Optional.of(on), Optional.of(off));
    assertThat(names(without, event("a", "x"))).isEmpty();
    assertThat(names(index, event("a", "x"))).as("nothing has changed there").containsExactly("f");
    assertThat(names(without.after(Optional.of(off), Optional.of(on)), event("a", "x")))
        .containsExactly("f");
  }

  @Test
  void theActiveVersionDecides() {
    DeployedFunction one = deployed("f", ofType("a"));
    DeployedFunction two =
        one.after(new CatalogueChange.VersionDeployed(Subscribers.version("f", 2, ofType("b"))))
            .orElseThrow();
    SubscriptionIndex index =
        SubscriptionIndex.of(List.of(one)).after(Optional.of(one), Optional.of(two));
    assertThat(names(index, event("a", "x"))).isEmpty();
    assertThat(index.subscribers(event("b", "x")))
        .singleElement()
        .satisfies(s -> assertThat(s.version().id().number()).isEqualTo(2));
  }

  @Test
  void knowsTheTypesThatAFilterCanPass() {
    assertThat(types(exact("type", "a"))).contains(Set.of("a"));
    assertThat(types(exact("source", "a"))).isEmpty();
    assertThat(types(new EventFilter.Any(List.of(exact("type", "a"), exact("type", "b")))))
        .contains(Set.of("a", "b"));
    assertThat(types(new EventFilter.Any(List.of(exact("type", "a"), exact("subject", "b")))))
        .isEmpty();
    assertThat(types(new EventFilter.All(List.of(exact("type", "a"), exact("subject", "b")))))
        .contains(Set.of("a"));
    assertThat(types(new EventFilter.Not(exact("type", "a")))).isEmpty();
    assertThat(types(exact("type", "a"), exact("type", "b"))).contains(Set.of());
  }

  private static Optional<Set<String>> types(EventFilter... filters) {
    return SubscriptionIndex.typesOf(List.of(filters));
  }

  /** Changed step by step or made anew, it finds what looking at every trigger finds. */
  @Property(tries = 300)
  void findsWhatLookingAtEachTriggerFinds(@ForAll("steps") List<Step> steps) {
    SubscriptionIndex index = SubscriptionIndex.EMPTY;
    Map<FunctionName, DeployedFunction> now = new HashMap<>();
    for (Step step : steps) {
      FunctionName name = new FunctionName(step.function());
      Optional<DeployedFunction> before = Optional.ofNullable(now.get(name));
      Optional<DeployedFunction> after =
          step.triggers().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  deployed(step.function(), step.triggers().toArray(TriggerSpec.Event[]::new)));
      index = index.after(before, after);
      after.ifPresentOrElse(f -> now.put(name, f), () -> now.remove(name));
    }
    SubscriptionIndex anew = SubscriptionIndex.of(now.values());
    for (String type : List.of("a", "ab", "b", "c")) {
      for (String subject : List.of("a", "b")) {
        Event event = event(type, subject);
        List<String> expected = new ArrayList<>();
        now.forEach((name, function) -> {
          if (SubscriptionIndex.triggersOf(function.active()).stream()
              .anyMatch(
                  t -> t.filters().stream().allMatch(f -> f.passes(EventAttributes.of(event))))) {
            expected.add(name.value());
          }
        });
        assertThat(names(index, event)).containsExactlyInAnyOrderElementsOf(expected).isSorted();
        assertThat(names(anew, event)).isEqualTo(names(index, event));
      }
    }
  }

  record Step(String function, List<TriggerSpec.Event> triggers) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of("f", "g", "h"), triggers().list().ofMaxSize(3))
        .as(Step::new)
        .list()
        .ofMaxSize(8);
  }

  private static Arbitrary<TriggerSpec.Event> triggers() {
    return filters(2)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(filters -> new TriggerSpec.Event(filters, false));
  }

  private static Arbitrary<EventFilter> filters(int depth) {
    Arbitrary<Map<String, String>> attributes =
        Arbitraries.maps(Arbitraries.of("type", "subject"), Arbitraries.of("a", "b", "c"))
            .ofMinSize(1)
            .ofMaxSize(2);
    Arbitrary<EventFilter> plain =
        Arbitraries.oneOf(
            attributes.map(EventFilter.Exact::new),
            attributes.map(EventFilter.Prefix::new),
            attributes.map(EventFilter.Suffix::new));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<List<EventFilter>> within = filters(depth - 1).list().ofMinSize(1).ofMaxSize(2);
    return Arbitraries.oneOf(
        plain,
        within.map(EventFilter.All::new),
        within.map(EventFilter.Any::new),
        filters(depth - 1).map(EventFilter.Not::new));
  }
}
