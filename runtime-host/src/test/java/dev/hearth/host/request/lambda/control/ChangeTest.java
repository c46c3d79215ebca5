package dev.hearth.host.request.lambda.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.Problems;
import dev.hearth.host.deployment.ManifestText;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.request.lambda.LambdaException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ChangeTest {

  private static String least(String more) {
    return "{\"Runtime\": \"java21\", \"Role\": \"r\", \"Handler\": \"com.acme.Hello\""
        + more
        + "}";
  }

  private static Members members(String json) {
    return new Members((ObjectNode) new JsonMapper().readTree(json));
  }

  private static Change created(String more) throws LambdaException {
    return ConfigurationMembers.created(members(least(more)));
  }

  private static FunctionSpec good(Change change, ManifestText... inArtifact) {
    Problems problems = new Problems();
    FunctionSpec spec = change.over(List.of(inArtifact), problems);
    assertThat(problems.list()).isEmpty();
    return spec;
  }

  private static FunctionSpec changed(FunctionSpec before, String json) throws LambdaException {
    Problems problems = new Problems();
    FunctionSpec spec = ConfigurationMembers.changed(members(json)).over(before, problems);
    assertThat(problems.list()).isEmpty();
    return spec;
  }

  @Test
  void whatIsNotSaidIsAsWithLambda() throws Exception {
    FunctionSpec spec = good(created(""));
    assertThat(spec.timeouts().run()).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec.budget().memory()).isEqualTo(ByteSize.mebibytes(128));
    assertThat(spec.budget().cpu()).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec.retry().maxAttempts()).isEqualTo(3);
    assertThat(spec.retry().maxAge()).isEqualTo(Duration.ofHours(6));
    assertThat(spec.background().unsafeRetry()).isTrue();
    assertThat(spec.concurrency().max()).isEqualTo(1000);
    assertThat(spec.concurrency().perInstance()).isEqualTo(1);
  }

  @Test
  void aManifestInTheCodeIsAboveTheDefaultsAndBelowTheRequest() throws Exception {
    ManifestText manifest =
        new ManifestText(
            "META-INF/hearth.yaml",
            "{timeout: {run: 20s}, budget: {cpu: 1s}, retry: {maxAttempts: 7}, env: {A: m, B: m}}");
    FunctionSpec spec =
        good(created(", \"Environment\": {\"Variables\": {\"A\": \"r\"}}"), manifest);
    assertThat(spec.timeouts().run()).isEqualTo(Duration.ofSeconds(3));
    assertThat(spec.budget().cpu()).isEqualTo(Duration.ofSeconds(1));
    assertThat(spec.retry().maxAttempts()).isEqualTo(7);
    assertThat(spec.env()).isEqualTo(Map.of("A", "r", "B", "m"));
  }

  @Test
  void aChangeChangesWhatItNamesAndNothingElse() throws Exception {
    FunctionSpec before = good(created(", \"Environment\": {\"Variables\": {\"A\": \"b\"}}"));
    assertThat(changed(before, "{}")).isEqualTo(before);
    assertThat(changed(before, "{\"Description\": \"x\"}")).isEqualTo(before);
    FunctionSpec longer = changed(before, "{\"Timeout\": 900, \"MemorySize\": 3538}");
    assertThat(longer.lane()).isEqualTo(Lane.LONG);
    assertThat(longer.budget().cpu()).isEqualTo(Duration.ofMinutes(30));
    assertThat(longer.env()).isEqualTo(before.env());
    assertThat(longer.retry()).isEqualTo(before.retry());
    assertThat(changed(longer, "{\"Timeout\": 3, \"MemorySize\": 128}")).isEqualTo(before);
    assertThat(changed(before, "{\"Environment\": {}}").env()).isEmpty();
    assertThat(changed(before, "{\"Handler\": \"com.acme.Other\"}").handler())
        .isEqualTo("com.acme.Other");
  }

  @Property
  void everyTimeoutAndMemoryThatLambdaTakesCanBeDeployed(
      @ForAll @IntRange(min = 1, max = 5400) int timeout,
      @ForAll @IntRange(min = 128, max = 32_768) int memory)
      throws Exception {
    FunctionSpec spec =
        good(created(", \"Timeout\": %d, \"MemorySize\": %d".formatted(timeout, memory)));
    assertThat(spec.timeouts().run()).isEqualTo(Duration.ofSeconds(timeout));
    assertThat(spec.budget().memory()).isEqualTo(ByteSize.mebibytes(memory));
    assertThat(spec.budget().cpu()).isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
  }

  @Test
  void labelsThatARequestDoesNotNameStay() throws Exception {
    Map<String, String> before = created(", \"Description\": \"first\"").labelsOver(Map.of());
    assertThat(before).containsEntry(Change.DESCRIPTION, "first").containsEntry(Change.ROLE, "r");
    assertThat(ConfigurationMembers.changed(members("{\"Role\": \"s\"}")).labelsOver(before))
        .containsEntry(Change.DESCRIPTION, "first")
        .containsEntry(Change.ROLE, "s")
        .containsEntry(Change.RUNTIME, "java21");
  }

  @Test
  void aMemberThatSaysSomethingIsReadOrRefused() throws Exception {
    Members members = members("{\"A\": \"x\", \"B\": [], \"C\": {\"D\": [\"\", null]}}");
    assertThat(members.text("A", 5)).isEqualTo(Optional.of("x"));
    members.end();
    Members odd = members("{\"Layers\": [\"x\"]}");
    assertThatThrownBy(odd::end)
        .isInstanceOf(LambdaException.class)
        .hasMessageContaining("Layers is not supported by this host");
  }
}
