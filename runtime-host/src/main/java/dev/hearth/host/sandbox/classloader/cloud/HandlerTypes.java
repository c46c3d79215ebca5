package dev.hearth.host.sandbox.classloader.cloud;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;

/** What a handler's method takes. Stateless. */
final class HandlerTypes {

  private HandlerTypes() {}

  /**
   * The first parameter of the public method that the function's author has written.
   *
   * @param more the further parameters of the method
   * @return {@code Object} if only the method of the contract itself is there
   */
  static Type parameter(Class<?> handler, String method, Class<?>... more) {
    return Arrays.stream(handler.getMethods())
        .filter(m -> m.getName().equals(method) && !m.isBridge() && takes(m, more))
        .map(m -> m.getGenericParameterTypes()[0])
        .filter(type -> !type.equals(Object.class))
        .findFirst()
        .orElse(Object.class);
  }

  private static boolean takes(Method method, Class<?>[] more) {
    Class<?>[] types = method.getParameterTypes();
    return types.length == more.length + 1
        && Arrays.equals(types, 1, types.length, more, 0, more.length);
  }
}
