package dev.hearth.host.sandbox.classloader.binding.lambda;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;

/** Types of which a serialiser that all functions share cannot learn a class of theirs. Pure. */
final class PlainTypes {

  /** What is written as one of these can be nothing else. */
  private static final Set<Type> FINAL =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          byte[].class);

  private PlainTypes() {}

  /** What is read as such a type consists of objects of the Java platform only. */
  static boolean isPlainInput(Type type) {
    return switch (type) {
      case Class<?> named -> isPlatform(named);
      case ParameterizedType parameterised ->
          isPlainInput(parameterised.getRawType())
              && Arrays.stream(parameterised.getActualTypeArguments())
                  .allMatch(PlainTypes::isPlainInput);
      case GenericArrayType array -> isPlainInput(array.getGenericComponentType());
      default -> false;
    };
  }

  private static boolean isPlatform(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
  }

  /** What is written as such a type holds no object that the function may have made a class for. */
  static boolean isPlainOutput(Type type) {
    return FINAL.contains(type) || (type instanceof Class<?> named && named.isPrimitive());
  }
}
