package dev.hearth.host.journey;

import dev.hearth.host.fixture.FunctionJar;
import java.nio.file.Path;

/** Well-behaved functions that several journeys use. */
final class Functions {

  private Functions() {}

  /** A plain {@code Function<Map, Map>} that adds a greeting to what it gets. */
  static FunctionJar greeting() {
    return FunctionJar.of(
        "com.acme.Greeting",
        """
        package com.acme;
        import java.util.*;
        public class Greeting implements java.util.function.Function<Map<String, Object>, Map<String, Object>> {
          public Map<String, Object> apply(Map<String, Object> in) {
            Map<String, Object> out = new LinkedHashMap<>(in);
            out.put("greeting", "Hello, " + in.get("name") + "!");
            return out;
          }
        }
        """);
  }

  /** A supplier that says {@code text}. */
  static FunctionJar saying(String text) {
    return FunctionJar.of(
        "com.acme.Saying",
        """
        package com.acme;
        public class Saying implements java.util.function.Supplier<String> {
          public String get() { return "%s"; }
        }
        """
            .formatted(text));
  }

  /** An HTTP function whose {@code handle} has this body; {@code members} stand beside it. */
  static FunctionJar http(String members, String body) {
    return FunctionJar.of(
        "com.acme.Web",
        """
        package com.acme;
        import dev.hearth.function.*;
        import java.util.*;
        public class Web implements HttpFunction {
          %s
          public HttpResponse handle(HttpRequest request, Context context) throws Exception {
            %s
          }
        }
        """
            .formatted(members, body));
  }

  /** An HTTP function whose {@code handle} has this body. */
  static FunctionJar http(String body) {
    return http("", body);
  }

  /** A handler named {@code com.acme.Any} that implements {@code contract}. */
  static FunctionJar of(String contract, String members) {
    return FunctionJar.of(
        "com.acme.Any",
        """
        package com.acme;
        import dev.hearth.function.*;
        import java.io.*;
        import java.util.*;
        import java.util.function.*;
        public class Any implements %s {
          %s
        }
        """
            .formatted(contract, members));
  }

  /**
   * Waits until the file {@code gate} of the query is there, then says {@code text}; while it
   * waits, the file {@code gate.in} is there.
   */
  static FunctionJar waitingAtGate(String text) {
    return http("""
    var gate = java.nio.file.Path.of(request.queryParameter("gate").orElseThrow());
    java.nio.file.Files.createFile(gate.resolveSibling(
        gate.getFileName() + ".in" + request.queryParameter("who").orElse("")));
    while (!java.nio.file.Files.exists(gate)) {
      Thread.sleep(5);
    }
    return HttpResponse.text("%s");
    """
            .formatted(text))
        .entry(
            "META-INF/hearth.yaml",
            "permissions: {files: ['rw:" + Path.of(System.getProperty("java.io.tmpdir")) + "']}");
  }

  /** Calls what the query says in {@code to}, and tells what came of it. */
  static FunctionJar calling() {
    return http(
        """
        try {
          return context.invoke(request.queryParameter("to").orElseThrow(), request);
        } catch (InvocationFailedException e) {
          return HttpResponse.text(e.status() + " " + e.reason() + ": " + e.getMessage())
              .withHeader("x-cause", "" + e.getCause())
              .withHeader("x-failed", e.invocationId());
        }
        """);
  }

  /** Tells how it was called. */
  static FunctionJar echoing() {
    return http(
        """
        return HttpResponse.text(request.method() + " " + request.path() + " " + request.bodyText())
            .withStatus(202)
            .withHeader("x-hops", request.header("x-hearth-hops").orElse("none"))
            .withHeader("x-secrets", "" + request.headers().asMap().keySet())
            .withHeader("x-parent", request.header("traceparent").orElse("none"))
            .withHeader("x-own", context.traceparent())
            .withHeader("x-many", "a").withHeader("x-many", "b")
            .withHeader("x-deadline", context.deadline().toString());
        """);
  }
}
