package dev.hearth.host.sandbox.classloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.fixture.FunctionJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionClassLoaderTest {

  @TempDir Path directory;

  private static FunctionJar guest() {
    return FunctionJar.of(
            "com.acme.Guest",
            "package com.acme; public class Guest implements java.util.function.Supplier<String> {"
                + " public String get() { return \"x\"; } }")
        .entry("a.txt", "own");
  }

  private FunctionClassLoader loader() throws Exception {
    Guests guests = new Guests(directory);
    return guests.loader(guests.prepared(guest()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.hearth.host.Hearth",
        "dev.hearth.host.config.ByteSize",
        "dev.hearth.function.spi.ContextCarrier",
        "io.vertx.core.Vertx",
        "io.netty.buffer.ByteBuf",
        "tools.jackson.databind.json.JsonMapper",
        "com.github.benmanes.caffeine.cache.Cache",
        "io.opentelemetry.api.OpenTelemetry",
        "org.sqlite.JDBC",
        "org.flywaydb.core.Flyway",
        "org.slf4j.Logger",
        "org.junit.jupiter.api.Test"
      })
  void hidesTheHostAndItsLibraries(String name) throws Exception {
    FunctionClassLoader loader = loader();
    for (ClassLoader asked : List.of(loader, loader.getParent())) {
      assertThatThrownBy(() -> Class.forName(name, false, asked))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageStartingWith(name);
    }
    assertThat(new Guests(directory).call("return Class.forName(\"" + name + "\");").text())
        .startsWith("function-error: ")
        .contains("ClassNotFoundException");
  }

  @Test
  void tellsAClassOfTheHostFromOneThatIsNowhere() throws Exception {
    FunctionClassLoader loader = loader();
    assertThatThrownBy(() -> loader.loadClass("io.vertx.core.Vertx"))
        .hasMessageContaining("the host has this class but does not share it")
        .hasMessageContaining("lib/*.jar");
    assertThatThrownBy(() -> loader.loadClass("com.acme.Nowhere"))
        .hasMessageContaining("neither the artifact nor its lib/*.jar holds this class");
  }

  @Test
  void sharesThePlatformAndTheApiButNothingOfItsOwn() throws Exception {
    FunctionClassLoader one = loader();
    FunctionClassLoader other = loader();
    assertThat(one.loadClass("java.sql.Connection")).isSameAs(java.sql.Connection.class);
    assertThat(one.loadClass("dev.hearth.function.Context"))
        .isSameAs(dev.hearth.function.Context.class);
    assertThat(one.loadClass("com.acme.Guest")).isSameAs(one.loadClass("com.acme.Guest"));
    assertThat(one.loadClass("com.acme.Guest")).isNotSameAs(other.loadClass("com.acme.Guest"));
    assertThat(one.loadClass("com.acme.Guest").getClassLoader()).isSameAs(one);
  }

  @Test
  void findsItsOwnResourcesAndNoneOfTheHost() throws Exception {
    FunctionClassLoader loader = loader();
    try (var in = loader.getResourceAsStream("a.txt")) {
      assertThat(in).hasContent("own");
    }
    assertThat(loader.getResource("dev/hearth/host/Hearth.class")).isNull();
    assertThat(loader.getResource("io/vertx/core/Vertx.class")).isNull();
    assertThat(loader.getResources("META-INF/services/java.sql.Driver").hasMoreElements())
        .isFalse();
  }

  @Test
  void loadsNothingNewOnceItIsClosed() throws Exception {
    FunctionClassLoader loader = loader();
    loader.close();
    assertThatThrownBy(() -> loader.loadClass("com.acme.Guest")).isInstanceOf(Throwable.class);
  }

  @Test
  void onlyThePackageOfTheApiItselfIsShared() {
    assertThat(ApiClassLoader.isOfApi("dev.hearth.function.Event")).isTrue();
    assertThat(ApiClassLoader.isOfApi("dev.hearth.function.Event$Builder")).isTrue();
    assertThat(ApiClassLoader.isOfApi("dev.hearth.function.spi.X")).isFalse();
    assertThat(ApiClassLoader.isOfApi("dev.hearth.functions.X")).isFalse();
    assertThat(ApiClassLoader.isOfApi("dev.hearth.functionX")).isFalse();
    assertThat(ApiClassLoader.isOfApi("dev.hearth.function")).isFalse();
  }
}
