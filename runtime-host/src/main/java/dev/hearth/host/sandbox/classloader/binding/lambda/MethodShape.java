package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How a method named as a handler is called, told from its parameters. */
sealed interface MethodShape {

  /** The method itself. */
  Method method();

  /** Takes and gives values: a value, the context, both or nothing. */
  record Values(Method method, Optional<Type> input, boolean context) implements MethodShape {}

  /** Takes and gives bytes; what it returns is passed over. */
  record Streams(Method method, boolean input, boolean output, boolean context)
      implements MethodShape {}

  /** Methods that the compiler did not add come first, then those that take more. */
  Comparator<Method> BEST_FIRST =
      Comparator.comparing(Method::isBridge)
          .thenComparing(Comparator.comparingInt(MethodShape::weight).reversed());

  /**
   * The shape of the method that is called under that name.
   *
   * @throws HandlerFaultException when there is none that can be
   */
  static MethodShape choose(Class<?> type, String name) throws HandlerFaultException {
    return Arrays.stream(methods(type, name))
        .filter(method -> method.getName().equals(name))
        .sorted(BEST_FIRST)
        .flatMap(method -> of(method).stream())
        .findFirst()
        .orElseThrow(() ->
            new HandlerFaultException(
                "No public method named "
                    + name
                    + " with appropriate method signature found on class "
                    + type.getName()));
  }

  private static Method[] methods(Class<?> type, String name) throws HandlerFaultException {
    try {
      return type.getMethods();
    } catch (NoClassDefFoundError missing) {
      throw new HandlerFaultException(
          "Error loading method "
              + name
              + " on class "
              + type.getName()
              + ": a class that its methods name is not in the artifact: "
              + missing.getMessage());
    }
  }

  /** A context at the end counts twice. */
  private static int weight(Method method) {
    Class<?>[] types = method.getParameterTypes();
    boolean context = types.length > 0 && types[types.length - 1] == Context.class;
    return types.length + (context ? 1 : 0);
  }

  /** The shape of one method; empty if it cannot be called. */
  static Optional<MethodShape> of(Method method) {
    List<Type> types = List.of(method.getGenericParameterTypes());
    boolean context = !types.isEmpty() && types.getLast().equals(Context.class);
    List<Type> rest = context ? types.subList(0, types.size() - 1) : types;
    if (rest.contains(Context.class) || rest.size() > 2) {
      return Optional.empty();
    }
    boolean input = rest.contains(InputStream.class);
    boolean output = rest.contains(OutputStream.class);
    if (rest.size() == 2) {
      boolean streams =
          rest.getFirst().equals(InputStream.class) && rest.getLast().equals(OutputStream.class);
      return streams ? Optional.of(new Streams(method, true, true, context)) : Optional.empty();
    }
    return Optional.of(
        input || output
            ? new Streams(method, input, output, context)
            : new Values(method, rest.stream().findFirst(), context));
  }
}
