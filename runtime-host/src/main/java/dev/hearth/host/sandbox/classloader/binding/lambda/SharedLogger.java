package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What {@code LambdaRuntime.getLogger()} gives, to all functions alike: it hands on to the logger
 * of the instance that the running thread belongs to. Any thread may use it.
 */
final class SharedLogger implements LambdaLogger {

  private final Supplier<Optional<LambdaLogger>> own;

  private SharedLogger(Supplier<Optional<LambdaLogger>> own) {
    this.own = own;
  }

  /**
   * Puts such a logger where {@link LambdaRuntime} has its own, as AWS's runtime client does.
   *
   * @param own the logger of the running thread's instance
   */
  static void install(Supplier<Optional<LambdaLogger>> own) {
    try {
      Field logger = LambdaRuntime.class.getDeclaredField("logger");
      logger.setAccessible(true);
      logger.set(null, new SharedLogger(own));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("aws-lambda-java-core has changed", e);
    }
  }

  private void hand(Consumer<LambdaLogger> message) {
    own.get().ifPresent(message);
  }

  @Override
  public void log(String message) {
    hand(logger -> logger.log(message));
  }

  @Override
  public void log(byte[] message) {
    hand(logger -> logger.log(message));
  }

  @Override
  public void log(String message, LogLevel level) {
    hand(logger -> logger.log(message, level));
  }

  @Override
  public void log(byte[] message, LogLevel level) {
    hand(logger -> logger.log(message, level));
  }
}
