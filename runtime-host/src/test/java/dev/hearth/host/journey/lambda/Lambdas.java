package dev.hearth.host.journey.lambda;

import dev.hearth.host.fixture.FunctionJar;

/** Functions as people deploy them to Lambda. */
final class Lambdas {

  static final String HANDLER = "com.acme.Greeter::greet";

  private Lambdas() {}

  /** Greets with {@code word}, the name in the event and {@code GREETING} in the environment. */
  static FunctionJar greeting(String word) {
    return FunctionJar.of("com.acme.Greeter", source(word));
  }

  /** The same as a zip that has nothing but a jar in {@code lib/}. */
  static FunctionJar inLibrary(String word) {
    return FunctionJar.empty().entry("lib/greeter.jar", greeting(word).bytes());
  }

  private static String source(String word) {
    return """
    package com.acme;
    import com.amazonaws.services.lambda.runtime.Context;
    import java.util.Map;
    public class Greeter {
      public Map<String, Object> greet(Map<String, String> event, Context context) {
        context.getLogger().log("greeting " + event.get("name"));
        if ("fail".equals(event.get("name"))) {
          throw new IllegalArgumentException("nobody is called fail");
        }
        return Map.of(
            "text", "%s, " + event.get("name") + System.getenv().getOrDefault("MARK", ""),
            "version", context.getFunctionVersion());
      }
    }
    """
        .formatted(word);
  }
}
