package dev.hearth.host.sandbox.classloader;

import dev.hearth.host.invocation.InvocationLog;
import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The logger that {@code Context.logger()} gives: everything from INFO up goes to the call's log.
 */
final class InvocationLogger implements System.Logger {

  private final String name;
  private final InvocationLog log;

  InvocationLogger(String name, InvocationLog log) {
    this.name = name;
    this.log = log;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && level.getSeverity() >= Level.INFO.getSeverity();
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    if (isLoggable(level)) {
      String text = localised(bundle, message);
      log.add(
          level.name(),
          name,
          thrown == null ? text : text + '\n' + GuestErrors.describe(thrown).stackTrace());
    }
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... arguments) {
    if (isLoggable(level)) {
      log.add(level.name(), name, formatted(localised(bundle, format), arguments));
    }
  }

  private static String formatted(String format, @Nullable Object @Nullable [] arguments) {
    if (arguments == null || arguments.length == 0) {
      return format;
    }
    try {
      return MessageFormat.format(format, arguments);
    } catch (IllegalArgumentException notAPattern) {
      return format;
    }
  }

  private static String localised(@Nullable ResourceBundle bundle, @Nullable String key) {
    if (key == null) {
      return "null";
    }
    if (bundle == null) {
      return key;
    }
    try {
      return bundle.getString(key);
    } catch (MissingResourceException notInBundle) {
      return key;
    }
  }
}
