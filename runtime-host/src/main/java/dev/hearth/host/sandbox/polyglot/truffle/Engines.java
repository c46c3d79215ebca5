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
}
