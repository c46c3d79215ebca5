package dev.hearth.host.registry;

import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.registry.setting.FunctionSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One function as it is deployed now: a snapshot, replaced as a whole by {@link #after}.
 *
 * @param versions by number; not empty
 * @param activations which versions took the calls, oldest first; the last is the active one; not
 *     empty
 * @param aliases by name
 * @param enabled whether calls are let through
 * @param settings what holds whatever the version
 */
public record DeployedFunction(
    FunctionName name,
    SortedMap<Integer, FunctionVersion> versions,
    List<Integer> activations,
    Map<String, Alias> aliases,
    boolean enabled,
    FunctionSettings settings) {

  public DeployedFunction {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    activations = List.copyOf(activations);
    aliases = Map.copyOf(aliases);
    if (activations.isEmpty() || !versions.keySet().containsAll(activations)) {
      throw new IllegalArgumentException("the active version of " + name + " is not there");
    }
  }

  /** A function without settings of its own. */
  public DeployedFunction(
      FunctionName name,
      SortedMap<Integer, FunctionVersion> versions,
      List<Integer> activations,
      Map<String, Alias> aliases,
      boolean enabled) {
    this(name, versions, activations, aliases, enabled, FunctionSettings.NONE);
  }

  /** A function with its first version. */
  public static DeployedFunction first(FunctionVersion version) {
    int number = version.id().number();
    return new DeployedFunction(
        version.id().function(),
        new TreeMap<>(Map.of(number, version)),
        List.of(number),
        Map.of(),
        true);
  }

  /** The number of the version that takes the calls. */
  public int activeNumber() {
    return activations.getLast();
  }

  /** The version that takes the calls. */
  public FunctionVersion active() {
    return version(activeNumber()).orElseThrow();
  }

  /** A version by its number. */
  public Optional<FunctionVersion> version(int number) {
    return Optional.ofNullable(versions.get(number));
  }

  /** The version with this artifact and configuration, if it is deployed. */
  public Optional<FunctionVersion> versionWith(Digest fingerprint) {
    return versions.values().stream().filter(v -> v.fingerprint().equals(fingerprint)).findFirst();
  }

  /** How many calls it may serve at a time where {@code spec} holds. */
  public int maxCalls(FunctionSpec spec) {
    return settings.maxCalls().orElse(spec.concurrency().max());
  }

  /**
   * What holds for work that was queued for a version or an alias of it.
   *
   * @param qualifier as it was queued; empty for the active version
   */
  public FunctionSpec queued(FunctionSpec spec, String qualifier) {
    AsyncTerms terms = settings.async().get(qualifier);
    return terms == null ? spec : spec.retried(terms);
  }

  /** The number that the next version gets. */
  public int nextNumber() {
    return versions.lastKey() + 1;
  }

  /** Whether calls can reach the version by the plain address or by an alias. */
  public boolean routesTo(int number) {
    return activeNumber() == number
        || aliases.values().stream().anyMatch(alias -> alias.weights().containsKey(number));
  }

  /**
   * The function after a change that concerns it; empty when that deletes it.
   *
   * @throws IllegalStateException when the change does not fit, for instance a rollback with
   *     nothing before the active version; the message is for the caller
   */
  public Optional<DeployedFunction> after(CatalogueChange change) {
    return switch (change) {
      case CatalogueChange.VersionDeployed(var version) -> Optional.of(withVersion(version));
      case CatalogueChange.VersionActivated(var id) -> Optional.of(activate(id.number()));
      case CatalogueChange.RolledBack _ -> Optional.of(rolledBack());
      case CatalogueChange.AliasSet(_, var alias) -> Optional.of(withAlias(alias));
      case CatalogueChange.AliasDeleted(_, var alias) -> Optional.of(withoutAlias(alias));
      case CatalogueChange.EnabledSet(_, var on) ->
          Optional.of(new DeployedFunction(name, versions, activations, aliases, on, settings));
      case CatalogueChange.SettingsSet(_, var set) ->
          Optional.of(new DeployedFunction(name, versions, activations, aliases, enabled, set));
      case CatalogueChange.VersionDeleted(var id) -> Optional.of(withoutVersion(id.number()));
      case CatalogueChange.FunctionDeleted _ -> Optional.empty();
    };
  }

  private DeployedFunction withVersion(FunctionVersion version) {
    SortedMap<Integer, FunctionVersion> more = new TreeMap<>(versions);
    more.put(version.id().number(), version);
    return new DeployedFunction(name, more, activations, aliases, enabled, settings)
        .activate(version.id().number());
  }

  private DeployedFunction activate(int number) {
    requireVersion(number);
    if (number == activeNumber()) {
      return this;
    }
    List<Integer> more = new ArrayList<>(activations);
    more.add(number);
    return new DeployedFunction(name, versions, more, aliases, enabled, settings);
  }

  /** The newest stays, since its number would be given again. */
  private DeployedFunction withoutVersion(int number) {
    requireVersion(number);
    if (routesTo(number) || number == versions.lastKey()) {
      throw new IllegalStateException(
          name
              + "@"
              + number
              + (routesTo(number)
                  ? " is the active version or one of an alias: let the calls go elsewhere first"
                  : " is the newest version: it can be deleted when there is a newer one"));
    }
    SortedMap<Integer, FunctionVersion> fewer = new TreeMap<>(versions);
    fewer.remove(number);
    List<Integer> others = activations.stream().filter(active -> active != number).toList();
    return new DeployedFunction(name, fewer, others, aliases, enabled, settings);
  }

  private DeployedFunction rolledBack() {
    if (activations.size() < 2) {
      throw new IllegalStateException(
          "there is no version before " + name + "@" + activeNumber() + " to go back to");
    }
    List<Integer> fewer = activations.subList(0, activations.size() - 1);
    return new DeployedFunction(name, versions, fewer, aliases, enabled, settings);
  }

  private DeployedFunction withAlias(Alias alias) {
    alias.weights().keySet().forEach(this::requireVersion);
    Map<String, Alias> more = new HashMap<>(aliases);
    more.put(alias.name(), alias);
    return new DeployedFunction(name, versions, activations, more, enabled, settings);
  }

  private DeployedFunction withoutAlias(String alias) {
    Map<String, Alias> fewer = new HashMap<>(aliases);
    if (fewer.remove(alias) == null) {
      throw new IllegalStateException(name + " has no alias \"" + alias + '"');
    }
    return new DeployedFunction(name, versions, activations, fewer, enabled, settings);
  }

  private void requireVersion(int number) {
    if (!versions.containsKey(number)) {
      throw new IllegalStateException(
          name + " has no version " + number + ", only " + versions.keySet());
    }
  }
}
