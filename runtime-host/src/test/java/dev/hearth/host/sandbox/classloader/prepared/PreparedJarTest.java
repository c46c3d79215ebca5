package dev.hearth.host.sandbox.classloader.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedJarTest {

  @TempDir private Path directory;
  private Uploads uploads;

  @BeforeEach
  void store() {
    uploads = new Uploads(directory);
  }

  private static byte[] library(String text) {
    return FunctionJar.empty().entry("META-INF/services/x", text).entry("only.txt", text).bytes();
  }

  @Test
  void hasEveryClassUnderItsBinaryName() throws Exception {
    StringBuilder nested = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      nested.append("static class N").append(i).append(" {} ");
    }
    // "Aa" and "BB" have the same hash code.
    nested.append("static class Aa {} static class BB {} static class Ä {}");
    FunctionJar jar =
        Uploads.hello()
            .source("com.acme.Many", "package com.acme; public class Many {" + nested + "}");
    try (PreparedJar prepared = uploads.open(jar)) {
      Map<String, byte[]> compiled = jar.compiled();
      assertThat(prepared.classCount()).isEqualTo(compiled.size());
      compiled.forEach((path, bytes) -> {
        String name = path.replace(".class", "").replace('/', '.');
        assertThat(prepared.containsClass(name)).as(name).isTrue();
        assertThat(prepared.classBytes(name)).as(name).isEqualTo(bytes);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "com.acme", "com.acme.Hell", "com.acme.Hello2", "com/acme/Hello", "\ud800"})
  void hasNoOtherClass(String name) throws Exception {
    try (PreparedJar prepared = uploads.open(Uploads.hello())) {
      assertThat(prepared.containsClass(name)).isFalse();
      assertThat(prepared.classBytes(name)).isEmpty();
      assertThat(prepared.elementOf(name)).isEmpty();
    }
  }

  @Test
  void findsAResourceInEveryJarInClassPathOrder() throws Exception {
    FunctionJar jar =
        Uploads.hello()
            .entry("META-INF/services/x", "own")
            .entry("lib/b.jar", library("b"))
            .entry("lib/a.jar", library("a"));
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.resources("META-INF/services/x"))
          .extracting(Files::readString)
          .containsExactly("own", "a", "b");
      assertThat(prepared.resources("only.txt")).hasSize(2);
      assertThat(prepared.resources("com/acme/Hello.class")).hasSize(1);
      assertThat(prepared.resources("com/acme/")).hasSize(1);
      assertThat(prepared.root().resolve("lib/a.jar")).hasBinaryContent(library("a"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../classes.bin",
        "com/../../classes.bin",
        "a\\..\\b",
        "nope",
        "./com",
        "com//acme",
        "a\0b"
      })
  void findsNothingOutsideTheJars(String name) throws Exception {
    try (PreparedJar prepared = uploads.open(Uploads.hello())) {
      assertThat(prepared.resources(name)).isEmpty();
    }
  }

  @Test
  void remembersWhatTheManifestsSayOfTheirPackages() throws Exception {
    FunctionJar jar =
        Uploads.hello()
            .entry(
                "META-INF/MANIFEST.MF",
                """
                Manifest-Version: 1.0
                Implementation-Title: Hello
                Implementation-Version: 1.2
                Implementation-Vendor: Acme

                """);
    try (PreparedJar prepared = uploads.open(jar)) {
      assertThat(prepared.elementOf("com.acme.Hello"))
          .contains(new PreparedJar.Element("", "Hello", "1.2", "Acme"));
    }
    try (PreparedJar prepared = uploads.open(Uploads.hello())) {
      assertThat(prepared.elementOf("com.acme.Hello"))
          .contains(new PreparedJar.Element("", "", "", ""));
    }
  }

  @Test
  void survivesTheInterruptOfALoadingThread() throws Exception {
    try (PreparedJar prepared = uploads.open(Uploads.hello())) {
      Thread.currentThread().interrupt();
      assertThat(prepared.classBytes("com.acme.Hello")).isNotEmpty();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(prepared.classBytes("com.acme.Hello")).isNotEmpty();
    }
  }

  @Test
  void givesNoClassesOnceItIsClosed() throws Exception {
    PreparedJar prepared = uploads.open(Uploads.hello());
    prepared.close();
    prepared.close();
    assertThatThrownBy(() -> prepared.classBytes("com.acme.Hello"))
        .isInstanceOf(IllegalStateException.class);
  }
}
