package dev.hearth.host.sandbox.classloader.guard;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The environment that the manifest gives a function, in place of that of the host. Stateless. */
public final class Environment {

  private Environment() {}

  /** {@code System.getenv()}. */
  public static Map<String, String> getenv(Scope scope) {
    return scope.premises().env();
  }

  /** {@code System.getenv(name)}. */
  public static @Nullable String getenv(String name, Scope scope) {
    return scope.premises().env().get(Objects.requireNonNull(name));
  }
}
