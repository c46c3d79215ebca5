package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Takes {@code java.util.logging} and, through it, {@code System.Logger}: records of an instance's
 * thread go to the log of the call it works for, all others to the host's own handler. Any thread
 * may publish.
 */
public final class FunctionLogHandler extends Handler {

  private final Handler host;
  private final Formatter messages = new SimpleFormatter();

  /** With the handler that takes the host's own records. */
  public FunctionLogHandler(Handler host) {
    this.host = host;
  }

  @Override
  public void publish(LogRecord record) {
    Optional<InvocationLog> log = InstanceThreadGroup.logOfRunningThread();
    if (log.isPresent()) {
      log.get().add(levelOf(record.getLevel()), sourceOf(record), textOf(record));
    } else {
      host.publish(record);
    }
  }

  private String textOf(LogRecord record) {
    String message = messages.formatMessage(record);
    return Optional.ofNullable(record.getThrown())
        .map(thrown -> message + '\n' + GuestErrors.describe(thrown).stackTrace())
        .orElse(message);
  }

  private static String sourceOf(LogRecord record) {
    return Optional.ofNullable(record.getLoggerName()).orElse("");
  }

  private static String levelOf(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (value >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return value >= Level.CONFIG.intValue() ? "INFO" : "DEBUG";
  }

  @Override
  public void flush() {
    host.flush();
  }

  @Override
  public void close() {
    host.close();
  }
}
