package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * What a {@link RequestHandler} takes and gives, as its class declares it. Breadth first, and the
 * first parameterised type that is one counts, as with AWS's runtime client: of an interface of
 * one's own that extends {@code RequestHandler}, the parameters of that interface. Stateless.
 */
final class HandlerTypes {

  private HandlerTypes() {}

  /**
   * The two types.
   *
   * @throws HandlerFaultException when the class does not say them
   */
  static List<Type> of(Class<?> handler) throws HandlerFaultException {
    String unsaid =
        "Class "
            + handler.getName()
            + " does not implement RequestHandler with concrete type parameters";
    List<Type> types = find(handler).orElseThrow(() -> new HandlerFaultException(unsaid));
    if (types.size() != 2) {
      throw new HandlerFaultException(
          "Invalid class signature for RequestHandler. Expected two generic types, got "
              + types.size());
    }
    for (Type type : types) {
      if (type instanceof TypeVariable<?> variable && !isBounded(variable)) {
        throw new HandlerFaultException(
            unsaid + ": parameter " + variable + " has no upper bound.");
      }
    }
    return types;
  }

  private static boolean isBounded(TypeVariable<?> variable) {
    return Arrays.stream(variable.getBounds()).anyMatch(bound -> !bound.equals(Object.class));
  }

  private static Optional<List<Type>> find(Class<?> handler) {
    Queue<Place> open = new ArrayDeque<>();
    open.add(new Place(handler, List.of()));
    while (!open.isEmpty()) {
      Place place = open.remove();
      for (Type type : place.type().getGenericInterfaces()) {
        Place next = place.at(type);
        if (type instanceof ParameterizedType
            && RequestHandler.class.isAssignableFrom(next.type())) {
          return Optional.of(next.arguments());
        }
        open.add(next);
      }
      Optional.ofNullable(place.type().getGenericSuperclass())
          .ifPresent(above -> open.add(place.at(above)));
    }
    return Optional.empty();
  }

  /**
   * A class on the way up.
   *
   * @param arguments for its type parameters; none if they are not known
   */
  private record Place(Class<?> type, List<Type> arguments) {

    Place at(Type above) {
      if (above instanceof ParameterizedType parameterised) {
        List<Type> known =
            Arrays.stream(parameterised.getActualTypeArguments()).map(this::resolved).toList();
        return new Place((Class<?>) parameterised.getRawType(), known);
      }
      Class<?> raw = (Class<?>) above;
      TypeVariable<?>[] parameters = raw.getTypeParameters();
      List<Type> known =
          arguments.isEmpty() ? List.of() : Arrays.stream(parameters).map(this::resolved).toList();
      return new Place(raw, known);
    }

    private Type resolved(Type type) {
      if (!(type instanceof TypeVariable<?> variable)) {
        return type;
      }
      TypeVariable<?>[] own = this.type.getTypeParameters();
      return IntStream.range(0, own.length)
          .filter(i -> own[i].getName().equals(variable.getName()))
          .mapToObj(i -> arguments.isEmpty() ? (Type) own[i] : arguments.get(i))
          .findFirst()
          .orElse(variable);
    }
  }
}
