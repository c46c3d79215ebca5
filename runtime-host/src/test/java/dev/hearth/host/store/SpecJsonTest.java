package dev.hearth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.registry.Policy;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpecJsonTest {

  @Property(tries = 300)
  void readsBackWhatItWrote(@ForAll("specs") FunctionSpec spec) {
    assertThat(SpecJson.read(SpecJson.write(spec))).isEqualTo(spec);
  }

  @Provide
  Arbitrary<FunctionSpec> specs() {
    return Specs.any();
  }

  @Test
  void fillsInDefaultsForWhatAnOlderReleaseDidNotWrite() {
    assertThat(SpecJson.read("{}")).isEqualTo(FunctionSpec.defaults());
    FunctionSpec partly = SpecJson.read("{\"lane\":\"LONG\",\"timeouts\":{\"run\":\"PT90S\"}}");
    assertThat(partly.lane()).isEqualTo(Lane.LONG);
    assertThat(partly.timeouts().run()).isEqualTo(Duration.ofSeconds(90));
    assertThat(partly.timeouts().init()).isEqualTo(FunctionSpec.defaults().timeouts().init());
  }

  @Test
  void aRowThatOnlyNamesThePolicyHasThePermissionsOfThatPolicy() {
    assertThat(SpecJson.read("{\"policy\":\"STRICT\"}").confinement())
        .isEqualTo(Confinement.usual(Policy.STRICT));
  }

  @Test
  void passesOverWhatANewerReleaseAdded() {
    String newer =
        """
        {"colour": "red", "nothing": null, "list": [1, {"lane": "LONG"}], "timeouts":
          {"drain": {"run": "PT1S"}, "steps": ["PT1S"]}, "limits": {"run": "PT1S"}}
        """;
    assertThat(SpecJson.read(newer)).isEqualTo(FunctionSpec.defaults());
  }

  @Test
  void refusesWhatItCannotRead() {
    for (String damaged :
        List.of(
            "",
            "[]",
            "{",
            "{\"lane\":\"EXPRESS\"}",
            "{\"timeouts\":{\"run\":\"soon\"}}",
            "{\"policy\":\"LAX\"}",
            "{\"permissions\":{\"allow\":\"everything\"}}",
            "{\"permissions\":{\"net\":\"acme\"}}",
            "{\"idempotent\":\"perhaps\"}",
            "{\"concurrency\":{\"max\":\"many\"}}")) {
      assertThatThrownBy(() -> SpecJson.read(damaged))
          .as(damaged)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("configuration");
    }
  }

  @Test
  void keepsEqualSpecsAndPartsOnce() {
    SpecPool pool = new SpecPool();
    FunctionSpec one = pool.of("{\"handler\":\"a\"}");
    FunctionSpec other = pool.of("{\"handler\":\"b\"}");

    assertThat(pool.of("{\"handler\":\"a\"}")).isSameAs(one);
    assertThat(other.timeouts()).isSameAs(one.timeouts());
    assertThat(other.retry()).isSameAs(one.retry());
  }
}
