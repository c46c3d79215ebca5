package dev.hearth.host.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Gathers settings from the command line, the environment, {@code hearth.yaml} and the defaults, in
 * this order of strength. An unknown key is a problem that names the nearest known one. Used by one
 * thread.
 */
public final class SettingsReader {

  static final String VARIABLE_PREFIX = "HEARTH_";

  private final Map<String, Setting> known;
  private final Problems problems;
  private final Map<String, Settings.Value> values = new HashMap<>();

  /** A reader for the settings that the host knows. */
  public SettingsReader(List<Setting> known, Problems problems) {
    this.known = known.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    this.problems = problems;
    known.forEach(
        setting -> values.put(setting.key(), new Settings.Value(setting.defaultText(), "default")));
  }

  /** Takes a settings file: a YAML mapping whose keys may be nested or dotted. */
  public SettingsReader file(String name, String yaml) {
    try {
      JsonNode root = new YAMLMapper().readTree(yaml);
      if (root.isObject()) {
        flatten(root, "").forEach((key, value) -> set(key, value, name));
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add(name, "the file must be a mapping such as \"gateway: 127.0.0.1:8080\"");
      }
    } catch (JacksonException e) {
      problems.add(name, "the file is not valid YAML: " + e.getOriginalMessage());
    }
    return this;
  }

  private static Map<String, String> flatten(JsonNode node, String prefix) {
    Map<String, String> flat = new HashMap<>();
    node.properties()
        .forEach(entry -> {
          String key = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
          if (entry.getValue().isObject()) {
            flat.putAll(flatten(entry.getValue(), key));
          } else {
            flat.put(key, entry.getValue().asString());
          }
        });
    return flat;
  }

  /** Takes the variables that begin with {@code HEARTH_}. */
  public SettingsReader environment(Map<String, String> environment) {
    Map<String, String> keys =
        known.values().stream().collect(Collectors.toMap(Setting::variable, Setting::key));
    environment.forEach((variable, value) -> {
      if (!variable.startsWith(VARIABLE_PREFIX)) {
        return;
      }
      if (keys.containsKey(variable)) {
        values.put(keys.get(variable), new Settings.Value(value, variable));
      } else {
        problems.add(variable, "unknown setting" + NearestName.hint(variable, keys.keySet()));
      }
    });
    return this;
  }

  /** Takes flags of the form {@code --key=value} or {@code --key value}. */
  public SettingsReader commandLine(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      String flag = rest.removeFirst();
      int equals = flag.indexOf('=');
      String name = equals < 0 ? flag : flag.substring(0, equals);
      if (!name.startsWith("--")) {
        problems.add(flag, "a flag has the form --key=value");
      } else if (equals >= 0) {
        set(name.substring(2), flag.substring(equals + 1), name);
      } else if (rest.isEmpty()) {
        problems.add(flag, "its value is missing: write " + flag + "=value");
      } else {
        set(name.substring(2), rest.removeFirst(), name);
      }
    }
    return this;
  }

  private void set(String key, String value, String source) {
    if (known.containsKey(key)) {
      values.put(key, new Settings.Value(value, source));
    } else {
      problems.add(
          source, "unknown setting \"" + key + '"' + NearestName.hint(key, known.keySet()));
    }
  }

  /** What has been gathered. */
  public Settings settings() {
    return new Settings(Map.copyOf(values), problems);
  }
}
