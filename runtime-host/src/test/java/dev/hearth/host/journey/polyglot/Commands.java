package dev.hearth.host.journey.polyglot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The WASI commands of {@code src/test/resources/polyglot/commands.c}, and what is hostile there.
 */
final class Commands {

  private Commands() {}

  static byte[] module() {
    try (InputStream in = Commands.class.getResourceAsStream("/polyglot/commands.wasm")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A command that does harm.
   *
   * @param input what makes it do so
   * @param ends the reasons that its call may end with, or {@code answered}
   */
  record Harm(String input, Set<String> ends) {
    static Harm of(String input, String... ends) {
      return new Harm(input, Set.of(ends));
    }

    @Override
    public String toString() {
      return input;
    }
  }

  static Stream<Harm> harms() {
    return Stream.of(
        Harm.of("never-ends", "run-timeout"),
        Harm.of("sleeps", "run-timeout"),
        Harm.of("polls", "run-timeout", "memory-exceeded"),
        Harm.of("recurses", "function-error", "memory-exceeded", "run-timeout"),
        Harm.of("traps", "function-error"),
        Harm.of("wild", "function-error"),
        Harm.of("divides", "function-error"),
        Harm.of("grow", "memory-exceeded", "function-error", "run-timeout"),
        Harm.of("grow-quietly", "memory-exceeded", "run-timeout"),
        Harm.of("floods", "invalid-response", "run-timeout", "memory-exceeded"),
        Harm.of("logs", "run-timeout", "memory-exceeded"),
        Harm.of("reach", "answered"),
        Harm.of("abort", "function-error"));
  }
}
