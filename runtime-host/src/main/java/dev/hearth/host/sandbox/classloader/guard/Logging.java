package dev.hearth.host.sandbox.classloader.guard;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Loggers, of which there is one set for the whole process: the function sets up its own.
 * Stateless.
 */
public final class Logging {

  /** Below these names the host and its libraries log. */
  private static final List<String> OF_HOST =
      List.of(
          "com.fasterxml",
          "com.github.benmanes",
          "dev.hearth.host",
          "io.netty",
          "io.opentelemetry",
          "io.prometheus",
          "io.vertx",
          "java",
          "javax",
          "jdk",
          "org.flywaydb",
          "org.sqlite",
          "sun",
          "tools.jackson");

  private Logging() {}

  /** {@code logger.setLevel(level)}; without effect on loggers of the host. */
  public static void setLevel(Logger logger, @Nullable Level level, Scope scope) {
    Refusals.notOwn(logger, scope);
    if (isOwn(logger, scope)) {
      logger.setLevel(level);
    }
  }

  /** {@code logger.setUseParentHandlers(use)}; without effect on loggers of the host. */
  public static void setUseParentHandlers(Logger logger, boolean use, Scope scope) {
    Refusals.notOwn(logger, scope);
    if (isOwn(logger, scope)) {
      logger.setUseParentHandlers(use);
    }
  }

  /** {@code logger.getHandlers()}; those of the host are not shown. */
  public static Handler[] getHandlers(Logger logger, Scope scope) {
    return new Handler[0];
  }

  private static boolean isOwn(Logger logger, Scope scope) {
    String name = logger.getName();
    if (name == null) {
      return true; // anonymous
    }
    boolean own = !name.isEmpty() && OF_HOST.stream().noneMatch(host -> isWithin(host, name));
    if (!own) {
      scope
          .ward()
          .forbidden(
              "the logger \""
                  + name
                  + "\" is shared with the host and stays as it is; set up a"
                  + " logger with a name of the function's own");
    }
    return own;
  }

  private static boolean isWithin(String host, String name) {
    return name.equals(host) || name.startsWith(host + ".") || host.startsWith(name + ".");
  }
}
