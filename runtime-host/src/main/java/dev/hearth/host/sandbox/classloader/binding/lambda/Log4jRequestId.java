package dev.hearth.host.sandbox.classloader.binding.lambda;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives Log4j the id of each call as {@code AWSRequestId}, if the function's appender has asked for
 * it. Used on the instance's threads.
 */
final class Log4jRequestId {

  private static final String SWITCH =
      "com.amazonaws.services.lambda.runtime.LambdaRuntimeInternal";
  private static final String KEY = "AWSRequestId";

  private final ClassLoader loader;
  private final Optional<Method> wanted;

  /** Of a function, which has a switch of its own if it brings {@code aws-lambda-java-core}. */
  Log4jRequestId(ClassLoader loader) {
    this.loader = loader;
    this.wanted = method(SWITCH, "getUseLog4jAppender");
  }

  void put(String requestId) throws ReflectiveOperationException {
    if (wanted.isPresent() && Boolean.TRUE.equals(wanted.get().invoke(null))) {
      for (Method put : contexts()) {
        put.invoke(null, KEY, requestId);
      }
    }
  }

  private List<Method> contexts() {
    return Stream.concat(
            method("org.apache.log4j.MDC", "put", String.class, Object.class).stream(),
            method("org.apache.logging.log4j.ThreadContext", "put", String.class, String.class)
                .stream())
        .toList();
  }

  private Optional<Method> method(String type, String name, Class<?>... parameters) {
    try {
      return Optional.of(loader.loadClass(type).getMethod(name, parameters));
    } catch (ClassNotFoundException | NoSuchMethodException notThere) {
      return Optional.empty();
    }
  }
}
