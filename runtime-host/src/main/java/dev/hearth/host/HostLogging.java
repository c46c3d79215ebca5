package dev.hearth.host;

import dev.hearth.host.sandbox.classloader.FunctionLogHandler;
import dev.hearth.host.sandbox.classloader.FunctionOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends the host's own log lines to standard error, and those of functions to their calls. */
final class HostLogging {

  private HostLogging() {}

  /** Takes over the JVM's logging and standard streams. Done once, before anything else starts. */
  static void install() {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      if (handler instanceof FunctionLogHandler) {
        return;
      }
      root.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new OneLine());
    root.addHandler(new FunctionLogHandler(console));
    FunctionOutput.captureStandardStreams();
  }

  /** {@code 2026-11-23T17:00:00.123Z WARNING pool: text}. */
  private static final class OneLine extends Formatter {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    @Override
    public String format(LogRecord record) {
      String thrown = Optional.ofNullable(record.getThrown()).map(OneLine::stackTrace).orElse("");
      return TIME.format(record.getInstant())
          + ' '
          + record.getLevel().getName()
          + ' '
          + shortName(Optional.ofNullable(record.getLoggerName()).orElse(""))
          + ": "
          + formatMessage(record)
          + '\n'
          + thrown;
    }

    private static String shortName(String logger) {
      return logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String stackTrace(Throwable thrown) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }
}
