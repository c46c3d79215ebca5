package dev.hearth.host.request.lambda.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.StickySource;
import dev.hearth.host.request.lambda.LambdaException;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RoutingTest {

  private static Members weights(String json) {
    return new Members(
        (ObjectNode)
            new JsonMapper()
                .readTree("{\"RoutingConfig\": {\"AdditionalVersionWeights\": " + json + "}}"));
  }

  @Property
  void aFractionIsShownAsItWasAskedFor(@ForAll @IntRange(min = 1, max = 999_999) int millionths)
      throws Exception {
    String asked = "{\"7\":" + millionths / 1e6 + "}";
    Routing.Additional read = Routing.read(weights(asked)).orElseThrow();
    assertThat(read.millionths()).isEqualTo(Map.of(7, millionths));
    Alias alias =
        new Alias(
            "live",
            new TreeMap<>(Map.of(3, 1_000_000 - millionths, 7, millionths)),
            new AliasTraits(new StickySource.Nowhere(), "", 3));
    assertThat(Routing.of(alias).additional()).isEqualTo(read);
    assertThat(Routing.of(alias).main()).isEqualTo(3);
  }

  @Test
  void anAliasOfThisHostIsShownWithItsHeaviestVersionFirst() {
    Routing routing = Routing.of(new Alias("live", Map.of(1, 1, 2, 3)));
    assertThat(routing.main()).isEqualTo(2);
    assertThat(routing.additional().millionths()).isEqualTo(Map.of(1, 250_000));
    assertThat(Routing.of(new Alias("live", Map.of(4, 1, 9, 1))).main()).isEqualTo(4);
  }

  @Test
  void noWeightAndWeightZeroLeaveAllToTheMainVersion() throws Exception {
    assertThat(Routing.read(weights("{}")).orElseThrow()).isEqualTo(Routing.NONE);
    assertThat(Routing.read(weights("{\"2\": 0.0}")).orElseThrow()).isEqualTo(Routing.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"2\": 1.0} | leaves nothing for FunctionVersion",
        "{\"2\": 1.5} | from 0.0 to 1.0",
        "{\"2\": -0.1} | from 0.0 to 1.0",
        "{\"2\": \"0.1\"} | from 0.0 to 1.0",
        "{\"$LATEST\": 0.1} | names versions by their numbers",
        "{\"live\": 0.1} | names versions by their numbers",
        "{\"2\": 0.1, \"3\": 0.1} | cannot be greater than 1"
      })
  void saysWhichWeightsThereCannotBe(String json, String message) {
    assertThatThrownBy(() -> Routing.read(weights(json)))
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining(message);
  }
}
