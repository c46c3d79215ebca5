package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls a handler with a value. */
@FunctionalInterface
interface Invoker {

  /** What the handler gives; throws what the handler throws. */
  @Nullable Object invoke(@Nullable Object input, Context context) throws Throwable;

  /** Calls a handler by its interface. */
  @SuppressWarnings("unchecked") // the types are those that the handler declares
  static Invoker of(Object handler) {
    RequestHandler<Object, Object> typed = (RequestHandler<Object, Object>) handler;
    return typed::handleRequest;
  }

  /** Calls a method of {@code target}, null for a static one. */
  static Invoker of(MethodShape.Values shape, @Nullable Object target) {
    boolean value = shape.input().isPresent();
    if (value && shape.context()) {
      return (input, context) -> call(shape.method(), target, input, context);
    }
    if (value) {
      return (input, _) -> call(shape.method(), target, input);
    }
    return shape.context()
        ? (_, context) -> call(shape.method(), target, context)
        : (_, _) -> call(shape.method(), target);
  }

  /** Calls a method by reflection; throws what the method throws. */
  static @Nullable Object call(
      Method method, @Nullable Object target, @Nullable Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
