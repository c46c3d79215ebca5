package dev.hearth.host.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.fixture.HandMadeZip;
import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Attacks by class files and archives that no compiler and no tool makes. */
final class CraftedAttacks {

  private static final String ENDED = "ended";
  private static final String REFUSED = "refused";
  private static final String ANSWERS = "return \"answered\";";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /** By reflection, so that the function compiles without the class. */
  private static final String CALLS =
      """
      Class.forName(Bad.class.getPackageName() + ".Crafted").getMethod("run").invoke(null);
      """;

  private CraftedAttacks() {}

  static List<Attack> all() {
    List<Attack> all = new ArrayList<>(classes());
    all.addAll(strangers());
    all.addAll(archives());
    return all;
  }

  private static List<Attack> classes() {
    return List.of(
        runs("64", "loop-of-handlers", ENDED, CraftedClasses::loopOfHandlers),
        runs("64", "handler-of-itself", ENDED + " failed", CraftedClasses::handlerOfItself),
        runs("61", "backward-switch", ENDED, CraftedClasses::backwardSwitch),
        runs("61", "counter-that-is-put-back", ENDED, CraftedClasses::resetCounter),
        runs(
            "98",
            "exit-by-dynamic-constant",
            "refused forbidden failed",
            CraftedClasses::exitByDynamicConstant),
        runs(
            "98",
            "exit-by-handle-constant",
            "refused forbidden",
            CraftedClasses::exitByHandleConstant),
        runs("66", "writes-the-guard", REFUSED, CraftedClasses::writesTheGuard),
        runs("66", "calls-a-stand-in", REFUSED, CraftedClasses::callsAStandIn),
        runs("97", "method-without-room", "refused ended", CraftedClasses::almostTooLong));
  }

  /** A function that calls {@code run} of a class {@code Crafted}. */
  private static Attack runs(String row, String name, String words, Consumer<CodeBuilder> body) {
    byte[] crafted = CraftedClasses.running(Attack.packageOf(name) + ".Crafted", body);
    return attack(
        row,
        name,
        words,
        CALLS,
        entries -> {
          Map<String, byte[]> all = new LinkedHashMap<>(entries);
          all.put(Attack.packageOf(name) + "/Crafted.class", crafted);
          return Crafting.none().upload(all);
        });
  }

  /** Classes where none of an artifact's may stand. */
  private static List<Attack> strangers() {
    return List.of(
        brings("37", "class-in-java-lang", "refused harmless", "java.lang.Evil"),
        brings("38", "class-in-the-host", REFUSED, "dev.hearth.host.Evil"),
        brings(
            "38", "class-in-the-guard", REFUSED, "dev.hearth.host.sandbox.classloader.guard.Scope"),
        brings("38", "class-in-the-api", "harmless refused", "dev.hearth.function.HttpResponse"),
        brings("66", "brings-its-own-guard", REFUSED, "hearth.Guard"));
  }

  private static Attack brings(String row, String name, String words, String type) {
    byte[] crafted = CraftedClasses.running(type, CraftedClasses::exits);
    return attack(
        row,
        name,
        words,
        ANSWERS,
        entries -> {
          Map<String, byte[]> all = new LinkedHashMap<>(entries);
          all.put(type.replace('.', '/') + ".class", crafted);
          return Crafting.none().upload(all);
        });
  }

  private static List<Attack> archives() {
    return List.of(
        zipped("90", "entry-that-leaves", REFUSED, zip -> zip.entry("../../escaped.txt", "x")),
        zipped("90", "absolute-entry", REFUSED, zip -> zip.entry("/tmp/escaped.txt", "x")),
        zipped("90", "backslashes", REFUSED, zip -> zip.entry("..\\..\\escaped.txt", "x")),
        zipped("90", "nothing-in-a-name", REFUSED, zip -> zip.entry("a\0b.txt", "x")),
        zipped("91", "bomb", REFUSED, zip -> zip.entry("zeros.bin", new byte[300 << 20])),
        zipped(
            "91",
            "lies-about-its-size",
            REFUSED,
            zip -> zip.entry("zeros.bin", new byte[64 << 20], draft -> draft.size = 10)),
        zipped("91", "many-entries", REFUSED, CraftedAttacks::manyEntries),
        zipped(
            "92", "two-of-a-name", REFUSED, zip -> zip.entry("x.txt", "one").entry("x.txt", "two")),
        zipped(
            "92",
            "two-names-of-one-entry",
            REFUSED,
            zip ->
                zip.entry(
                    "x.txt",
                    "one".getBytes(UTF_8),
                    draft -> draft.localName = "y.txt".getBytes(UTF_8))),
        shadowed(),
        ofManifest(
            "94",
            "agent-attributes",
            "Manifest-Version: 1.0\nLauncher-Agent-Class: x.Y\nPremain-Class: x.Y\nAdd-Opens: java.base/java.lang\n"),
        ofManifest(
            "94",
            "class-path-of-the-host",
            "Manifest-Version: 1.0\nClass-Path: file:/ ../../../\nMulti-Release: true\n"),
        oldClass());
  }

  private static void manyEntries(HandMadeZip zip) {
    for (int i = 0; i < 65_000; i++) {
      zip.entry("many/" + i, "");
    }
  }

  private static Attack zipped(String row, String name, String words, Consumer<HandMadeZip> more) {
    return attack(
        row,
        name,
        words,
        ANSWERS,
        entries -> {
          HandMadeZip zip = new HandMadeZip();
          entries.forEach(zip::entry);
          more.accept(zip);
          return zip.bytes();
        });
  }

  /** The version for this Java release does what the other does not. */
  private static Attack shadowed() {
    String name = "shadow-for-this-release";
    return attack(
        "93",
        name,
        "forbidden refused",
        CALLS,
        entries -> {
          String crafted = Attack.packageOf(name) + ".Crafted";
          String entry = crafted.replace('.', '/') + ".class";
          FunctionJar jar = FunctionJar.empty();
          jar.entry(MANIFEST, "Manifest-Version: 1.0\nMulti-Release: true\n");
          entries.forEach(jar::entry);
          jar.entry(entry, CraftedClasses.running(crafted, CodeBuilder::return_));
          jar.entry(
              "META-INF/versions/25/" + entry,
              CraftedClasses.running(crafted, CraftedClasses::exits));
          return jar.bytes();
        });
  }

  private static Attack ofManifest(String row, String name, String manifest) {
    return attack(
        row,
        name,
        "harmless",
        ANSWERS,
        entries -> {
          FunctionJar jar = FunctionJar.empty().entry(MANIFEST, manifest);
          entries.forEach(jar::entry);
          return jar.bytes();
        });
  }

  /** A class file of Java 1.4, which goes round by a subroutine that calls itself. */
  private static Attack oldClass() {
    String name = "loop-of-subroutines";
    String crafted = Attack.packageOf(name) + ".Crafted";
    return attack(
        "96",
        name,
        "refused ended failed",
        CALLS,
        entries -> {
          Map<String, byte[]> all = new LinkedHashMap<>(entries);
          all.put(crafted.replace('.', '/') + ".class", CraftedClasses.ofSubroutines(crafted));
          return Crafting.none().upload(all);
        });
  }

  private static Attack attack(
      String row, String name, String words, String body, Crafting crafting) {
    String source = HostileSource.of(Attack.packageOf(name), Map.of("", body));
    return new Attack(row, name, words, AttackFile.contained(words), source, Map.of(), crafting);
  }
}
