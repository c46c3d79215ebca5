package dev.hearth.host.lambda;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of an event with a value for each of its properties, under each name that the property has
 * in AWS's own events: {@code records} and {@code Records}, {@code eventSourceARN}, and so on.
 * Whoever reads it takes the names it knows. Used by one thread.
 */
final class FilledEvent {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEEPEST = 8;

  /** Names that follow from no rule. */
  private static final Map<String, String> ALSO =
      Map.of(
          "eventSourceArn", "eventSourceARN",
          "detailType", "detail-type",
          "awsLogs", "awslogs",
          "sNS", "Sns",
          "SNS", "Sns");

  private final Deque<Class<?>> path = new ArrayDeque<>();

  /** The JSON of a type. */
  static String of(Class<?> event) {
    ObjectNode root = JSON.createObjectNode();
    new FilledEvent().fill(root, event);
    return root.toString();
  }

  private void fill(ObjectNode node, Class<?> type) {
    path.push(type);
    Arrays.stream(type.getMethods())
        .filter(m -> m.getName().matches("set[A-Z].*") && m.getParameterCount() == 1)
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
        .forEach(setter -> property(node, setter));
    path.pop();
  }

  private void property(ObjectNode node, Method setter) {
    String capital = setter.getName().substring(3);
    String small = Character.toLowerCase(capital.charAt(0)) + capital.substring(1);
    Map<String, Boolean> names = new TreeMap<>();
    names.put(capital, true);
    names.put(small, true);
    names.put(ALSO.getOrDefault(small, small), true);
    for (String name : names.keySet()) {
      Object value = value(setter.getGenericParameterTypes()[0], small);
      if (value != null) {
        node.putPOJO(name, value);
      }
    }
  }

  /** Null where a value would never end or is not known how to be made. */
  private @Nullable Object value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return many((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name);
    }
    if (!(type instanceof Class<?> raw)) {
      return null;
    }
    if (raw.isArray() && raw != byte[].class) {
      return list(raw.getComponentType(), name);
    }
    return plain(raw, name);
  }

  private @Nullable Object many(Class<?> raw, Type[] arguments, String name) {
    if (Map.class.isAssignableFrom(raw)) {
      ObjectNode map = JSON.createObjectNode();
      Object value = value(arguments[1], name);
      if (value != null) {
        map.putPOJO("key of " + name, value);
      }
      return map;
    }
    return Collection.class.isAssignableFrom(raw) ? list(arguments[0], name) : null;
  }

  private ArrayNode list(Type element, String name) {
    ArrayNode list = JSON.createArrayNode();
    Object value = value(element, name);
    if (value != null) {
      list.addPOJO(value);
    }
    return list;
  }

  private @Nullable Object plain(Class<?> type, String name) {
    if (type.isEnum()) {
      return Array.get(type.getEnumConstants(), 0).toString();
    }
    return switch (type.getName()) {
      case "java.lang.String" ->
          name.equals("time") ? "12/Mar/2020:19:03:58 +0000" : name + " text";
      case "java.lang.Object", "java.lang.CharSequence" -> name + " text";
      case "boolean", "java.lang.Boolean" -> true;
      case "int", "java.lang.Integer", "long", "java.lang.Long", "short", "java.lang.Short" -> 7;
      case "double", "java.lang.Double", "float", "java.lang.Float", "java.math.BigDecimal" -> 1.5;
      case "org.joda.time.DateTime" -> "2026-11-27T10:00:00.000Z";
      default -> time(type);
    };
  }

  private @Nullable Object time(Class<?> type) {
    if (type == Date.class || type == Instant.class) {
      return 1_545_084_650.987;
    }
    if (type == ByteBuffer.class || type == byte[].class) {
      return "AQID";
    }
    if (!type.getName().startsWith("com.amazonaws.")
        || path.contains(type)
        || path.size() > DEEPEST) {
      return null;
    }
    ObjectNode node = JSON.createObjectNode();
    fill(node, type);
    return node;
  }
}
