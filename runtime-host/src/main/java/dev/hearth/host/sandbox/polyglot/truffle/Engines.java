package dev.hearth.host.sandbox.polyglot.truffle;

import org.graalvm.polyglot.Engine;

/** Engines as all languages want them. Stateless. */
final class Engines {

  private Engines() {}

  static Engine of(String language) {
    return Engine.newBuilder(language)
        .allowExperimentalOptions(true)
        .option("engine.WarnInterpreterOnly", "false")
        .build();
  }

  /**
   * Closes an engine if no context of it lives; it is left to the garbage collector otherwise.
   * Closing it by force waits for its contexts under a lock that these may want to end.
   */
  static void close(Engine engine) {
    try {
      engine.close();
    } catch (IllegalStateException inUse) {
      // It goes with the last of its contexts.
    }
  }
}
