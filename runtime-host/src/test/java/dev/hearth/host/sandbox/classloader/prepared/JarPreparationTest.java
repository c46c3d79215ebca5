package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.sandbox.AuditReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarPreparationTest {

  @TempDir private Path directory;
  private Uploads uploads;

  @BeforeEach
  void store() {
    uploads = new Uploads(directory);
  }

  private static FunctionJar hello() {
    return Uploads.hello();
  }

  private static String manifest(String... lines) {
    return "Manifest-Version: 1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static FunctionJar valued(String value) {
    return FunctionJar.of(
        "org.lib.X",
        "package org.lib; public class X { public String s = \"%s\"; }".formatted(value));
  }

  private static byte[] library(String value) {
    return valued(value).entry("who.txt", value).bytes();
  }

  private static int classBytes(FunctionJar jar) {
    return jar.compiled().values().stream().mapToInt(bytes -> bytes.length).sum();
  }

  private static byte[] compiled(String value) {
    return FunctionJar.of(
            "com.acme.V",
            "package com.acme; public class V { String s = \"%s\"; }".formatted(value))
        .compiled()
        .getOrDefault("com/acme/V.class", new byte[0]);
  }

  private AuditReport audit(FunctionJar jar) throws Exception {
    return uploads.prepare(jar).audit();
  }

  @Test
  void saysAllThatIsWrongInTheArtifactAndItsLibraries() {
    byte[] lib =
        FunctionJar.empty().entry("bad.class", "x").entry("../out", "y").entry("ok", "z").bytes();
    FunctionJar jar =
        hello()
            .entry("META-INF/MANIFEST.MF", "no manifest\n\n")
            .entry("com/acme/Broken.class", "x")
            .entry("lib/a.jar", lib)
            .entry("lib/b.jar", "hello world");
    assertThat(uploads.problems(jar))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "com/acme/Broken.class",
            "lib/a.jar!/../out",
            "lib/a.jar!/bad.class",
            "lib/b.jar!/");
  }

  @Test
  void looksIntoLibrariesOneLevelDeep() throws Exception {
    byte[] inner = FunctionJar.empty().entry("../out", "y").bytes();
    byte[] middle = FunctionJar.empty().entry("lib/inner.jar", inner).bytes();
    assertThat(uploads.problems(hello().entry("lib/middle.jar", middle))).isEmpty();
    assertThat(uploads.problems(hello().entry("other/inner.jar", inner))).isEmpty();
    assertThat(uploads.problems(hello().entry("lib/inner.jar", inner))).hasSize(1);
  }

  @Test
  void takesTheFirstClassOnTheClassPathAndCountsTheOthers() throws Exception {
    FunctionJar jar =
        hello().entry("lib/b.jar", library("from b")).entry("lib/a.jar", library("from a"));
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.classBytes("org.lib.X")).asString().contains("from a");
      assertThat(prepared.classCount()).isEqualTo(2);
      assertThat(prepared.elements())
          .extracting(PreparedJar.Element::name)
          .containsExactly("", "lib/a.jar", "lib/b.jar");
    }
    assertThat(audit(jar).warnings())
        .containsExactly(
            "1 classes are in more than one JAR: the first on the class path is taken");
  }

  @Test
  void leavesCopiesOfTheApiOutAndSaysSo() throws Exception {
    FunctionJar jar = hello().entry("dev/hearth/function/Context.class", compiled("x"));
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.containsClass("dev.hearth.function.Context")).isFalse();
      assertThat(prepared.classCount()).isEqualTo(1);
    }
    assertThat(audit(jar).warnings())
        .containsExactly(
            "the JAR brings 1 classes of dev.hearth.function: the API comes from the host, the copy is"
                + " ignored");
  }

  @Test
  void ignoresModuleDescriptors() throws Exception {
    FunctionJar jar = hello().entry("module-info.class", "not even a class file");
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.classCount()).isEqualTo(1);
      assertThat(prepared.root().resolve("module-info.class")).doesNotExist();
    }
  }

  @Test
  void settlesWhatAMultiReleaseJarHolds() throws Exception {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("com/acme/V.class", compiled("base"));
    entries.put("META-INF/versions/9/com/acme/V.class", compiled("nine"));
    entries.put("META-INF/versions/21/com/acme/V.class", compiled("twenty-one"));
    entries.put("META-INF/versions/26/com/acme/V.class", compiled("twenty-six"));
    FunctionJar jar =
        hello()
            .entry("META-INF/MANIFEST.MF", manifest("Multi-Release: true"))
            .entry("a.txt", "base")
            .entry("META-INF/versions/17/a.txt", "seventeen")
            .entry("META-INF/versions/17/META-INF/b.txt", "not seen");
    entries.forEach(jar::entry);
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.classBytes("com.acme.V")).asString().contains("twenty-one");
      assertThat(prepared.root().resolve("a.txt")).hasContent("seventeen");
      assertThat(prepared.resources("META-INF/b.txt")).isEmpty();
      assertThat(prepared.resources("META-INF/versions")).isEmpty();
    }
    assertThat(audit(jar).warnings())
        .containsExactly("the JAR is a multi-release JAR: 2 entries are the ones for Java 25");
  }

  @Test
  void dropsVersionsOfAJarThatIsNotMultiRelease() throws Exception {
    FunctionJar jar =
        hello()
            .entry("com/acme/V.class", compiled("base"))
            .entry("META-INF/versions/9/com/acme/V.class", compiled("nine"));
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.classBytes("com.acme.V")).asString().contains("base");
    }
    assertThat(audit(jar).warnings()).isEmpty();
  }

  @Test
  void refusesVersionsThatClashWithTheBase() {
    FunctionJar jar =
        hello()
            .entry("META-INF/MANIFEST.MF", manifest("Multi-Release: true"))
            .entry("data", "a file")
            .entry("META-INF/versions/9/data/x", "needs a folder");
    assertThat(uploads.problems(jar))
        .containsExactly("META-INF/versions/9/data/x: \"data\" is both a file and a folder");
  }

  @Test
  void warnsOfWhatIsIgnored() throws Exception {
    FunctionJar jar =
        hello()
            .entry(
                "META-INF/MANIFEST.MF",
                manifest("Class-Path: other.jar", "Launcher-Agent-Class: com.acme.Agent"))
            .entry("META-INF/ACME.SF", "Signature-Version: 1.0\r\n\r\n");
    assertThat(audit(jar).warnings())
        .containsExactly(
            "the JAR has the manifest attribute Class-Path, which is ignored",
            "the JAR has the manifest attribute Launcher-Agent-Class, which is ignored",
            "the JAR is signed; signatures are not checked");
  }

  @Test
  void namesLibrariesByTheirCoordinatesOrTheirFile() throws Exception {
    String pom = "META-INF/maven/g/a/pom.properties";
    byte[] known =
        FunctionJar.empty().entry(pom, "groupId=org.lib\nartifactId=a\nversion=1.2\n").bytes();
    byte[] broken = FunctionJar.empty().entry(pom, "groupId=\\u00zz").bytes();
    FunctionJar jar =
        hello()
            .entry(pom, "groupId=com.acme\nartifactId=hello\nversion=1\n")
            .entry("lib/known.jar", known)
            .entry("lib/plain-2.0.jar", library("p"))
            .entry("lib/broken.jar", broken);
    assertThat(audit(jar).libraries())
        .containsExactly("broken.jar", "org.lib:a:1.2", "plain-2.0.jar");
  }

  @Test
  void countsClassesAndBytes() throws Exception {
    byte[] lib = library("x");
    FunctionJar jar = hello().entry("a.txt", "12345").entry("lib/a.jar", lib);
    int classes = classBytes(hello()) + classBytes(valued("x"));
    assertThat(audit(jar).classes()).isEqualTo(2);
    assertThat(audit(jar).expandedBytes()).isEqualTo(5L + lib.length + 1 + classes);
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.classFileBytes()).isEqualTo(classes);
    }
  }
}
