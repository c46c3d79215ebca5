package dev.hearth.host.journey.cloud;

import com.google.cloud.functions.HttpFunction;
import dev.hearth.host.fixture.FunctionJar;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** JARs as a user of functions-framework-java builds them: the API is not packed. */
final class CloudJars {

  private CloudJars() {}

  /** A JAR with one of the classes that lie in the test resources. */
  static FunctionJar of(String... names) {
    FunctionJar jar = empty();
    for (String name : names) {
      jar.source("com.acme." + name, source(name));
    }
    return jar;
  }

  /** A JAR with an HTTP function whose {@code service} has this body. */
  static FunctionJar http(String members, String body) {
    return empty()
        .source(
            "com.acme.Web",
            """
            package com.acme;
            import com.google.cloud.functions.*;
            import java.util.*;
            public class Web implements HttpFunction {
              %s
              public void service(HttpRequest request, HttpResponse response) throws Exception {
                %s
              }
            }
            """
                .formatted(members, body));
  }

  /** The same with nothing beside {@code service}. */
  static FunctionJar http(String body) {
    return http("", body);
  }

  /** A JAR with nothing in it yet. */
  static FunctionJar empty() {
    return FunctionJar.empty().against(HttpFunction.class, CloudEvent.class);
  }

  /** The source of one of the classes that lie in the test resources. */
  static String source(String name) {
    String path = "/cloud-functions/com/acme/" + name + ".java";
    try (InputStream in = Objects.requireNonNull(CloudJars.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
