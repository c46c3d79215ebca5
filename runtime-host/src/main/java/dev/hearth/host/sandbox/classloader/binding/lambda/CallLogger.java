package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.hearth.function.spi.ContextCarrier;
import dev.hearth.host.invocation.InvocationLog;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The logger of one instance: what it is given goes to the log of the call that the running thread
 * works for, in the format and from the level on that the environment names. Any thread may use it.
 */
final class CallLogger implements LambdaLogger {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SOURCE = "lambda";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Supplier<Optional<InvocationLog>> log;
  private final InstantSource clock;
  private final LogFormat format;
  private final LogLevel least;

  /**
   * A logger.
   *
   * @param log of the running thread
   * @param env may name {@code AWS_LAMBDA_LOG_FORMAT} and {@code AWS_LAMBDA_LOG_LEVEL}
   */
  CallLogger(Supplier<Optional<InvocationLog>> log, InstantSource clock, Map<String, String> env) {
    this.log = log;
    this.clock = clock;
    this.format =
        "json".equalsIgnoreCase(env.get("AWS_LAMBDA_LOG_FORMAT")) ? LogFormat.JSON : LogFormat.TEXT;
    this.least = level(env.getOrDefault("AWS_LAMBDA_LOG_LEVEL", ""));
  }

  private static LogLevel level(String name) {
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(LogLevel.UNDEFINED);
  }

  @Override
  public void log(@Nullable String message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(byte @Nullable [] message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(@Nullable String message, LogLevel level) {
    if (isEnabled(level)) {
      add(formatted(String.valueOf(message), level), level);
    }
  }

  /** Bytes have no format. */
  @Override
  public void log(byte @Nullable [] message, LogLevel level) {
    if (isEnabled(level) && message != null) {
      add(new String(message, StandardCharsets.UTF_8), level);
    }
  }

  private boolean isEnabled(LogLevel level) {
    return level == LogLevel.UNDEFINED || level.compareTo(least) >= 0;
  }

  private String formatted(String message, LogLevel level) {
    if (format == LogFormat.TEXT) {
      return level == LogLevel.UNDEFINED ? message : "[" + level + "] " + message;
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("timestamp", TIME.format(clock.instant()));
    line.put("message", message);
    line.put("level", level.name());
    ContextCarrier.ofRunningThread()
        .ifPresent(call -> line.put("AWSRequestId", call.invocationId()));
    return line.toString();
  }

  private void add(String text, LogLevel level) {
    log.get().ifPresent(lines -> lines.add(nameOf(level), SOURCE, text));
  }

  private static String nameOf(LogLevel level) {
    return switch (level) {
      case TRACE -> "TRACE";
      case DEBUG -> "DEBUG";
      case UNDEFINED, INFO -> "INFO";
      case WARN -> "WARNING";
      case ERROR, FATAL -> "ERROR";
    };
  }
}
