package dev.hearth.host.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.registry.trigger.EventFilter;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTriggerReaderTest {

  private static List<TriggerSpec> triggers(String manifest) {
    return ManifestReaderTest.good(manifest).background().triggers();
  }

  private static String wrong(String filters) {
    List<String> problems =
        ManifestReaderTest.bad("triggers: [{event: {filters: " + filters + "}}]");
    assertThat(problems).as(filters).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void readsEveryDialect() {
    String manifest =
        """
        triggers:
          - event:
              ordered: true
              filters:
                - exact: {type: a, subject: 7}
                - prefix: {source: /orders}
                - suffix: {mine: x}
                - all: [{exact: {type: a}}, {not: {exact: {id: "1"}}}]
                - any: [{exact: {type: a}}, {exact: {type: b}}]
          - event: {filters: [{exact: {type: c}}]}
        """;
    EventFilter a = new EventFilter.Exact(Map.of("type", "a"));
    assertThat(triggers(manifest))
        .containsExactly(
            new TriggerSpec.Event(
                List.of(
                    new EventFilter.Exact(Map.of("type", "a", "subject", "7")),
                    new EventFilter.Prefix(Map.of("source", "/orders")),
                    new EventFilter.Suffix(Map.of("mine", "x")),
                    new EventFilter.All(
                        List.of(a, new EventFilter.Not(new EventFilter.Exact(Map.of("id", "1"))))),
                    new EventFilter.Any(List.of(a, new EventFilter.Exact(Map.of("type", "b"))))),
                true),
            new TriggerSpec.Event(List.of(new EventFilter.Exact(Map.of("type", "c"))), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]| wants one filter at least",
        "{exact: {type: a}}| wants a list",
        "[exact]| wants one filter as in",
        "[{}]| 0 of them in one item",
        "[{exact: {type: a}, prefix: {type: b}}]| 2 of them in one item",
        "[{exacte: {type: a}}]| did you mean \"exact\"?",
        "[{sql: \"type = 'a'\"}]| is no filter of this release",
        "[{exact: {}}]| wants one attribute at least",
        "[{exact: a}]| wants one attribute at least",
        "[{exact: {Type: a}}]| names no attribute",
        "[{exact: {my-name: a}}]| names no attribute",
        "[{exact: {type: \"\"}}]| wants a text of 1 to 1000",
        "[{exact: {type: null}}]| wants a text of 1 to 1000",
        "[{exact: {type: [a]}}]| wants a text of 1 to 1000",
        "[{all: []}]| wants a list of one filter at least",
        "[{any: {exact: {type: a}}}]| wants a list of one filter at least",
        "[{not: [{exact: {type: a}}]}]| wants one filter as in"
      })
  void saysWhatIsWrong(String filters, String said) {
    assertThat(wrong(filters)).startsWith("triggers[0].event.filters").contains(said);
  }

  @Test
  void filtersNeitherNestForEverNorGrowForEver() {
    String nine = "{not: ".repeat(8) + "{exact: {type: a}}" + "}".repeat(8);
    assertThat(wrong("[" + nine + "]")).contains("more than 8 deep");
    String eight = "{not: ".repeat(7) + "{exact: {type: a}}" + "}".repeat(7);
    assertThat(triggers("triggers: [{event: {filters: [" + eight + "]}}]")).hasSize(1);
    String many = "{exact: {type: a}},".repeat(101);
    assertThat(wrong("[" + many + "]")).contains("more than 100 filters");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    assertThat(
            ManifestReaderTest.bad(
                "triggers: [{event: {filters: [{exact: {type: a}}], orderd: true}}]"))
        .singleElement()
        .asString()
        .contains("did you mean \"ordered\"?");
  }
}
