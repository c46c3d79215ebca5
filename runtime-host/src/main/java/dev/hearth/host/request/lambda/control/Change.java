package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.DurationText;
import dev.hearth.host.config.Problems;
import dev.hearth.host.deployment.ManifestReader;
import dev.hearth.host.deployment.ManifestText;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says of a function's configuration; what it does not say stays.
 *
 * @param labels of the version: what only Lambda knows
 */
record Change(
    Optional<String> handler,
    Optional<Duration> timeout,
    Optional<ByteSize> memory,
    Optional<SortedMap<String, String>> environment,
    Map<String, String> labels) {

  static final String RUNTIME = "lambda.runtime";
  static final String ROLE = "lambda.role";
  static final String DESCRIPTION = "lambda.description";

  private static final JsonMapper JSON = new JsonMapper();

  /** Memory for which Lambda gives one processor. Source: "Configuring memory" in its manual. */
  private static final long MEBIBYTES_PER_PROCESSOR = 1769;

  private static final int ACCOUNT_CALLS = 1000;

  private static final Duration LONGEST_CPU = Duration.ofHours(1);

  Change {
    labels = Map.copyOf(labels);
  }

  /** Everything that a version says. */
  static Change of(FunctionVersion version) {
    FunctionSpec spec = version.spec();
    return new Change(
        Optional.of(spec.handler()).filter(handler -> !handler.isEmpty()),
        Optional.of(spec.timeouts().run()),
        Optional.of(spec.budget().memory()),
        Optional.of(new TreeMap<>(spec.env())),
        version.labels());
  }

  /** The labels of a version that had others before. */
  Map<String, String> labelsOver(Map<String, String> before) {
    Map<String, String> all = new HashMap<>(before);
    all.putAll(labels);
    return all;
  }

  /** The configuration of a version whose artifact is new. */
  FunctionSpec over(List<ManifestText> inArtifact, Problems problems) {
    List<ManifestText> layers = new ArrayList<>();
    layers.add(defaults());
    layers.addAll(inArtifact);
    layers.add(text());
    return ManifestReader.read(layers, problems);
  }

  /** The configuration of a version that changes another's. */
  FunctionSpec over(FunctionSpec before, Problems problems) {
    FunctionSpec asked = ManifestReader.read(List.of(text()), problems);
    FunctionSpec.Timeouts timeouts = before.timeouts();
    FunctionSpec.CallBudget budget = before.budget();
    if (timeout.isPresent()) {
      timeouts =
          new FunctionSpec.Timeouts(timeouts.queue(), timeouts.init(), asked.timeouts().run());
    }
    if (timeout.isPresent() || memory.isPresent()) {
      ByteSize bytes = memory.isPresent() ? asked.budget().memory() : budget.memory();
      budget = new FunctionSpec.CallBudget(cpu(timeouts.run(), bytes), bytes);
    }
    return before.changed(
        handler.isPresent() ? asked.handler() : before.handler(),
        timeouts,
        budget,
        timeout.isPresent() ? lane(before.lane(), asked.lane()) : before.lane(),
        environment.isPresent() ? asked.env() : before.env());
  }

  private static Lane lane(Lane before, Lane asked) {
    if (asked == Lane.LONG) {
      return Lane.LONG;
    }
    return before == Lane.LONG ? Lane.INTERACTIVE : before;
  }

  /** As much as all the processors would do that Lambda gives, until the time is over. */
  private static Duration cpu(Duration run, ByteSize memory) {
    long mebibytes = memory.bytes() >> 20;
    long processors = (mebibytes + MEBIBYTES_PER_PROCESSOR - 1) / MEBIBYTES_PER_PROCESSOR;
    Duration cpu = run.multipliedBy(Math.max(1, processors));
    return cpu.compareTo(LONGEST_CPU) < 0 ? cpu : LONGEST_CPU;
  }

  /**
   * What holds where neither the request nor a manifest in the artifact says otherwise: as Lambda
   * tries asynchronous calls again, as many calls at a time as an account of Lambda may have, and
   * processor time that ends no call which Lambda would not end.
   */
  private ManifestText defaults() {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("concurrency").put("max", ACCOUNT_CALLS);
    json.putObject("retry")
        .put("maxAttempts", 3)
        .put("base", "1m")
        .put("cap", "5m")
        .put("maxAge", "6h")
        .put("unsafe", true);
    timeout.ifPresent(run ->
        memory.ifPresent(
            bytes -> json.putObject("budget").put("cpu", DurationText.format(cpu(run, bytes)))));
    return new ManifestText("Lambda's defaults", json.toString());
  }

  private ManifestText text() {
    ObjectNode json = JSON.createObjectNode();
    handler.ifPresent(name -> json.put("handler", name));
    timeout.ifPresent(run -> json.putObject("timeout").put("run", DurationText.format(run)));
    memory.ifPresent(bytes -> json.putObject("budget").put("memory", bytes.toString()));
    environment.ifPresent(variables -> {
      ObjectNode env = json.putObject("env");
      variables.forEach(env::put);
    });
    return new ManifestText("the request", json.toString());
  }
}
