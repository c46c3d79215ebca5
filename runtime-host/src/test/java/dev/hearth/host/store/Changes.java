package dev.hearth.host.store;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.registry.setting.Publication;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.StickySource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Changes that fit, made from numbers: the same numbers give the same changes in every process.
 * Holds what is deployed after them. Used by one thread.
 */
final class Changes {

  private static final List<String> NAMES = List.of("hello", "orders", "a");

  private final SortedMap<FunctionName, DeployedFunction> deployed = new TreeMap<>();
  private long made;

  /** A change that fits what is deployed now; the number says which. */
  CatalogueChange next(int number, FunctionSpec spec) {
    int dice = Math.floorMod(number, 1_000_000);
    FunctionName name = new FunctionName(NAMES.get(dice % NAMES.size()));
    made++;
    DeployedFunction now = deployed.get(name);
    if (now == null) {
      return new CatalogueChange.VersionDeployed(version(new VersionId(name, 1), spec));
    }
    int known = List.copyOf(now.versions().keySet()).get(dice / 100 % now.versions().size());
    return switch (dice / 3 % 12) {
      case 0 -> new CatalogueChange.VersionActivated(new VersionId(name, known));
      case 1 -> new CatalogueChange.EnabledSet(name, dice % 2 == 0);
      case 2 ->
          new CatalogueChange.AliasSet(
              name, new Alias("live", new TreeMap<>(Map.of(known, 1 + dice % 100))));
      case 3 ->
          new CatalogueChange.AliasSet(
              name, new Alias(dice % 2 == 0 ? "live" : "canary", everyVersion(now)));
      case 4 ->
          now.aliases().isEmpty()
              ? new CatalogueChange.EnabledSet(name, true)
              : new CatalogueChange.AliasDeleted(name, new TreeMap<>(now.aliases()).firstKey());
      case 5 ->
          now.activations().size() < 2
              ? new CatalogueChange.EnabledSet(name, false)
              : new CatalogueChange.RolledBack(name);
      case 6 ->
          dice % 4 == 0
              ? new CatalogueChange.FunctionDeleted(name)
              : new CatalogueChange.VersionActivated(new VersionId(name, known));
      case 7 ->
          new CatalogueChange.AliasSet(
              name, new Alias("live", new TreeMap<>(Map.of(known, 3)), traits(dice, known)));
      case 9 -> deletion(now, known);
      case 8 -> new CatalogueChange.SettingsSet(name, settings(dice, known));
      default ->
          new CatalogueChange.VersionDeployed(version(new VersionId(name, now.nextNumber()), spec));
    };
  }

  private static CatalogueChange deletion(DeployedFunction function, int number) {
    return function.routesTo(number) || number == function.versions().lastKey()
        ? new CatalogueChange.EnabledSet(function.name(), true)
        : new CatalogueChange.VersionDeleted(new VersionId(function.name(), number));
  }

  private static AliasTraits traits(int dice, int known) {
    return new AliasTraits(
        StickySource.parse(dice % 2 == 0 ? "cookie:sid" : ""),
        dice % 5 == 0 ? "" : "\u00fcber " + dice,
        dice % 3 == 0 ? known : 0);
  }

  private static FunctionSettings settings(int dice, int known) {
    Instant when = Instant.ofEpochSecond(dice, dice);
    return FunctionSettings.NONE
        .withMaxCalls(dice % 2 == 0 ? OptionalInt.of(dice % 7) : OptionalInt.empty())
        .withAsync(
            dice % 3 == 0 ? "" : "live",
            Optional.of(
                new AsyncTerms(
                    dice % 4 == 0 ? OptionalInt.of(dice % 3) : OptionalInt.empty(),
                    dice % 5 == 0 ? Optional.of(Duration.ofSeconds(60 + dice)) : Optional.empty(),
                    when)))
        .withPublished(known, new Publication("first \"" + dice + "\"", when))
        .withTags(dice % 2 == 0 ? Map.of("team.a", "r\u00f6d", "x", "") : Map.of());
  }

  private static Map<Integer, Integer> everyVersion(DeployedFunction function) {
    Map<Integer, Integer> weights = new TreeMap<>();
    function.versions().keySet().forEach(number -> weights.put(number, 10 + number));
    return weights;
  }

  /** Applies a change in memory. */
  void apply(CatalogueChange change) {
    DeployedFunction before = deployed.get(change.function());
    if (before == null && change instanceof CatalogueChange.VersionDeployed(var version)) {
      deployed.put(change.function(), DeployedFunction.first(version));
    } else if (before != null) {
      before
          .after(change)
          .ifPresentOrElse(
              after -> deployed.put(after.name(), after), () -> deployed.remove(change.function()));
    }
  }

  /** What is deployed now, by name. */
  List<DeployedFunction> deployed() {
    return List.copyOf(deployed.values());
  }

  private FunctionVersion version(VersionId id, FunctionSpec spec) {
    return new FunctionVersion(
        new RevisionId(new UUID(made, id.number())),
        id,
        new Digest("%064x".formatted(made)),
        made * 1000,
        new Digest("%064x".formatted(made + 7)),
        spec,
        new EntryPoint("com.acme.Hello", made % 2 == 0 ? HandlerStyle.HTTP : HandlerStyle.SUPPLIER),
        Instant.ofEpochSecond(1_700_000_000L + made, made),
        made % 3 == 0 ? Map.of("lambda.role", "r", "a.b", "\u00e4") : Map.of());
  }
}
