package dev.hearth.host.attack;

import dev.hearth.host.fixture.FunctionJar;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The class files of many attacks, made by one run of the compiler. Immutable. */
final class CompiledAttacks {

  private final Map<String, byte[]> classes;

  private CompiledAttacks(Map<String, byte[]> classes) {
    this.classes = classes;
  }

  /** Compiles; a source that does not compile is an error that names it. */
  static CompiledAttacks of(List<Attack> attacks) {
    FunctionJar all = FunctionJar.empty();
    attacks.forEach(attack -> all.source(attack.packageName() + ".Bad", attack.source()));
    return new CompiledAttacks(all.compiled());
  }

  /** What is uploaded. */
  byte[] upload(Attack attack) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    attack
        .entries()
        .forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
    entries.putAll(classesOf(attack));
    return attack.crafting().upload(entries);
  }

  /** The class files, by entry name. */
  Map<String, byte[]> classesOf(Attack attack) {
    Map<String, byte[]> own = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> {
      if (name.startsWith(attack.packageName() + "/")) {
        own.put(name, bytes);
      }
    });
    return own;
  }
}
