package dev.hearth.host.sandbox.classloader.guard;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Environment and system properties of the function, in place of the host's. Stateless. */
public final class SystemProperties {

  private SystemProperties() {}

  private static Properties all(Scope scope) {
    return scope.views().properties().all();
  }

  private static String checked(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("key can't be empty");
    }
    return name;
  }

  /** {@code System.getenv()}. */
  public static Map<String, String> getenv(Scope scope) {
    return scope.premises().env();
  }

  /** {@code System.getenv(name)}. */
  public static @Nullable String getenv(String name, Scope scope) {
    return scope.premises().env().get(Objects.requireNonNull(name));
  }

  /** {@code System.getProperty(name)}. */
  public static @Nullable String getProperty(String name, Scope scope) {
    return all(scope).getProperty(checked(name));
  }

  /** {@code System.getProperty(name, otherwise)}. */
  public static @Nullable String getProperty(String name, @Nullable String otherwise, Scope scope) {
    String value = getProperty(name, scope);
    return value == null ? otherwise : value;
  }

  /** {@code System.setProperty(name, value)}. */
  public static @Nullable String setProperty(String name, String value, Scope scope) {
    return (String) all(scope).setProperty(checked(name), value);
  }

  /** {@code System.clearProperty(name)}. */
  public static @Nullable String clearProperty(String name, Scope scope) {
    return (String) all(scope).remove(checked(name));
  }

  /** {@code System.getProperties()}. */
  public static Properties getProperties(Scope scope) {
    return all(scope);
  }

  /** {@code System.setProperties(properties)}. */
  public static void setProperties(@Nullable Properties properties, Scope scope) {
    scope.views().properties().replace(properties);
  }

  /** {@code Boolean.getBoolean(name)}. */
  public static boolean getBoolean(@Nullable String name, Scope scope) {
    return Boolean.parseBoolean(lenient(name, scope));
  }

  /** {@code Integer.getInteger(name)}. */
  public static @Nullable Integer getInteger(@Nullable String name, Scope scope) {
    return getInteger(name, (Integer) null, scope);
  }

  /** {@code Integer.getInteger(name, otherwise)}. */
  public static Integer getInteger(@Nullable String name, int otherwise, Scope scope) {
    Integer value = getInteger(name, (Integer) null, scope);
    return value == null ? otherwise : value;
  }

  /** {@code Integer.getInteger(name, otherwise)}. */
  public static @Nullable Integer getInteger(
      @Nullable String name, @Nullable Integer otherwise, Scope scope) {
    String value = lenient(name, scope);
    try {
      return value == null ? otherwise : Integer.decode(value);
    } catch (NumberFormatException noNumber) {
      return otherwise;
    }
  }

  /** {@code Long.getLong(name)}. */
  public static @Nullable Long getLong(@Nullable String name, Scope scope) {
    return getLong(name, (Long) null, scope);
  }

  /** {@code Long.getLong(name, otherwise)}. */
  public static Long getLong(@Nullable String name, long otherwise, Scope scope) {
    Long value = getLong(name, (Long) null, scope);
    return value == null ? otherwise : value;
  }

  /** {@code Long.getLong(name, otherwise)}. */
  public static @Nullable Long getLong(
      @Nullable String name, @Nullable Long otherwise, Scope scope) {
    String value = lenient(name, scope);
    try {
      return value == null ? otherwise : Long.decode(value);
    } catch (NumberFormatException noNumber) {
      return otherwise;
    }
  }

  private static @Nullable String lenient(@Nullable String name, Scope scope) {
    return name == null || name.isEmpty() ? null : all(scope).getProperty(name);
  }
}
