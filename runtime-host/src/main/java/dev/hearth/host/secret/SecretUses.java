package dev.hearth.host.secret;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.trigger.TriggerSpec;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which functions name which secrets. Stateless. */
public final class SecretUses {

  private SecretUses() {}

  /** The secrets that a manifest names: those of the code and those of its webhooks. */
  public static SortedSet<String> of(FunctionSpec spec) {
    SortedSet<String> names = new TreeSet<>(spec.background().secrets());
    for (TriggerSpec trigger : spec.background().triggers()) {
      if (trigger instanceof TriggerSpec.Webhook webhook) {
        names.add(webhook.secret());
      }
    }
    return names;
  }

  /**
   * The functions that use each secret, by its name: those of which a version names it that calls
   * reach by themselves, as the active one or through an alias.
   */
  public static SortedMap<String, SortedSet<String>> among(Collection<DeployedFunction> functions) {
    SortedMap<String, SortedSet<String>> uses = new TreeMap<>();
    for (DeployedFunction function : functions) {
      for (FunctionVersion version : function.versions().values()) {
        if (function.routesTo(version.id().number())) {
          of(version.spec())
              .forEach(name ->
                  uses.computeIfAbsent(name, _ -> new TreeSet<>()).add(function.name().value()));
        }
      }
    }
    return uses;
  }
}
