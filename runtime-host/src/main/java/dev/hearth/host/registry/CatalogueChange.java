package dev.hearth.host.registry;

import dev.hearth.host.registry.setting.FunctionSettings;

/** One change of what is deployed: made durable by the catalogue, then applied in memory. */
public sealed interface CatalogueChange {

  /** The function that changes. */
  FunctionName function();

  /** A new version is there and takes the calls from now on. */
  record VersionDeployed(FunctionVersion version) implements CatalogueChange {
    @Override
    public FunctionName function() {
      return version.id().function();
    }
  }

  /** A version that was there already takes the calls from now on. */
  record VersionActivated(VersionId id) implements CatalogueChange {
    @Override
    public FunctionName function() {
      return id.function();
    }
  }

  /** The version before the active one takes the calls again. */
  record RolledBack(FunctionName function) implements CatalogueChange {}

  /** An alias is there, new or changed. */
  record AliasSet(FunctionName function, Alias alias) implements CatalogueChange {}

  /** An alias is gone. */
  record AliasDeleted(FunctionName function, String alias) implements CatalogueChange {}

  /** The function is switched on or off. */
  record EnabledSet(FunctionName function, boolean enabled) implements CatalogueChange {}

  /** What holds for the function whatever its version is this now. */
  record SettingsSet(FunctionName function, FunctionSettings settings) implements CatalogueChange {}

  /** A version that no call reaches by itself is gone. */
  record VersionDeleted(VersionId id) implements CatalogueChange {
    @Override
    public FunctionName function() {
      return id.function();
    }
  }

  /** The function with all its versions and aliases is gone. */
  record FunctionDeleted(FunctionName function) implements CatalogueChange {}
}
