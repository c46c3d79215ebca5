package dev.hearth.function;

import java.lang.reflect.Proxy;

/** Contexts that only have a name to be told apart by. */
public final class StubContext {

  private StubContext() {}

  /** A context whose {@code toString} is {@code name} and which can nothing else. */
  public static Context named(String name) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "toString" -> name;
                  case "hashCode" -> name.hashCode();
                  case "equals" -> name.equals(String.valueOf(arguments[0]));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
