package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.StickySource;
import dev.hearth.host.request.lambda.LambdaException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an alias leads to as Lambda says it: a version, and another that gets a fraction of the
 * calls. This host has whole numbers as weights instead; a millionth is the smallest fraction.
 *
 * @param main the version that gets the rest
 */
record Routing(int main, Additional additional, String description, StickySource sticky) {

  /** Weights of the versions beside the main one, in millionths of all calls. */
  record Additional(Map<Integer, Integer> millionths) {
    Additional {
      millionths = Map.copyOf(millionths);
    }
  }

  /** The main version gets all calls. */
  static final Additional NONE = new Additional(Map.of());

  private static final int ALL = 1_000_000;

  /** What an alias leads to now, whoever has made it. */
  static Routing of(Alias alias) {
    long total = alias.weights().values().stream().mapToLong(Integer::longValue).sum();
    Map<Integer, Integer> beside = new HashMap<>();
    alias
        .weights()
        .forEach((number, weight) -> {
          if (number != alias.main()) {
            beside.put(number, (int) Math.max(1, Math.round(weight * (double) ALL / total)));
          }
        });
    return new Routing(
        alias.main(),
        new Additional(beside),
        alias.traits().description(),
        alias.traits().sticky());
  }

  /** The member {@code RoutingConfig}; empty if it is not there. */
  static Optional<Additional> read(Members members) throws LambdaException {
    Optional<Members> routing = members.object("RoutingConfig");
    if (routing.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Double> weights =
        routing.get().fractions("AdditionalVersionWeights").orElseGet(TreeMap::new);
    routing.get().end();
    if (weights.size() > 1) {
      throw Members.refused("Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    Map<Integer, Integer> millionths = new HashMap<>();
    for (Map.Entry<String, Double> entry : weights.entrySet()) {
      int weight = (int) Math.round(entry.getValue() * ALL);
      if (weight == ALL) {
        throw Members.refused(
            "A weight of 1.0 leaves nothing for FunctionVersion: make version "
                + entry.getKey()
                + " the FunctionVersion of the alias instead");
      }
      if (!entry.getKey().matches("[1-9][0-9]{0,8}")) {
        throw Members.refused(
            "AdditionalVersionWeights names versions by their numbers; $LATEST and aliases cannot"
                + " be among them");
      }
      if (weight > 0) {
        millionths.put(Integer.valueOf(entry.getKey()), weight);
      }
    }
    return Optional.of(new Additional(millionths));
  }

  /** The number of a version that an alias may name: one that was published. */
  static int version(DeployedFunction function, String version) throws LambdaException {
    if (version.equals(Functions.LATEST)) {
      throw Members.refused(
          "$LATEST cannot be the version of an alias on this host: publish it (PublishVersion) and"
              + " name the number");
    }
    return Functions.published(function, version)
        .orElseThrow(() -> Members.refused("Function version " + version + " does not exist."))
        .id()
        .number();
  }

  /** The alias of this host. */
  static Alias alias(DeployedFunction function, String name, Routing routing)
      throws LambdaException {
    SortedMap<Integer, Integer> weights = new TreeMap<>();
    int left = ALL;
    for (Map.Entry<Integer, Integer> beside : routing.additional().millionths().entrySet()) {
      if (beside.getKey() == routing.main()) {
        throw Members.refused(
            "Invalid function version "
                + beside.getKey()
                + ". Function version "
                + beside.getKey()
                + " is already included in routing configuration.");
      }
      version(function, beside.getKey().toString());
      weights.put(beside.getKey(), beside.getValue());
      left -= beside.getValue();
    }
    weights.put(routing.main(), weights.isEmpty() ? 1 : Math.max(1, left));
    return new Alias(
        name,
        weights,
        new AliasTraits(
            routing.sticky(), routing.description(), weights.size() == 1 ? 0 : routing.main()));
  }

  /** Writes {@code RoutingConfig} if there is more than the main version. */
  static void write(Alias alias, ObjectNode json) {
    Additional additional = of(alias).additional();
    if (!additional.millionths().isEmpty()) {
      ObjectNode weights = json.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
      new TreeMap<>(additional.millionths())
          .forEach((number, weight) -> weights.put(number.toString(), weight / (double) ALL));
    }
  }
}
