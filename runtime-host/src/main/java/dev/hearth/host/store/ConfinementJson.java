package dev.hearth.host.store;

import dev.hearth.host.registry.Confinement;
import dev.hearth.host.registry.Grant;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Permissions.Destination;
import dev.hearth.host.registry.Permissions.Directory;
import dev.hearth.host.registry.Policy;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** How a {@link Confinement} is kept within a spec; lists are texts with an item per line. */
final class ConfinementJson {

  private ConfinementJson() {}

  static void writeFields(Confinement confinement, JsonGenerator json) {
    Permissions permissions = confinement.permissions();
    json.writeStringProperty("policy", confinement.policy().name());
    json.writeObjectPropertyStart("permissions");
    json.writeBooleanProperty("anyNet", permissions.anyNet());
    json.writeStringProperty("net", lines(permissions.net()));
    json.writeStringProperty("files", lines(permissions.files()));
    json.writeStringProperty("allow", lines(permissions.allow()));
    json.writeStringProperty("invoke", lines(permissions.invoke()));
    json.writeStringProperty("emit", lines(permissions.emit()));
    json.writeEndObject();
  }

  private static String lines(Collection<?> items) {
    return items.stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  /**
   * From the values by path; what is missing has the default of the policy.
   *
   * @throws IllegalArgumentException when it cannot be read
   */
  static Confinement read(Map<String, String> values) {
    Policy policy = Policy.valueOf(values.getOrDefault("policy", Policy.PRACTICAL.name()));
    String usual = String.valueOf(Permissions.usual(policy).anyNet());
    return new Confinement(
        policy,
        new Permissions(
            values.getOrDefault("permissions.anyNet", usual).equals("true"),
            items(values, "net", Destination::parse),
            items(values, "files", Directory::parse),
            new LinkedHashSet<>(items(values, "allow", Grant::valueOf)),
            new LinkedHashSet<>(items(values, "invoke", name -> name)),
            new LinkedHashSet<>(items(values, "emit", type -> type))));
  }

  private static <T> List<T> items(
      Map<String, String> values, String key, Function<String, T> reading) {
    return values.getOrDefault("permissions." + key, "").lines().map(reading).toList();
  }
}
