package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A copy of AWS's serialisation library for one instance: its static fields hold the first class
 * loader and the first classes that they meet. Jackson and Gson themselves are those of the host.
 * Used by one thread at a time.
 */
final class EventLibrary {

  private final ClassLoader function;
  private final Copy copy;
  private final Object jackson;

  EventLibrary(LibraryClasses classes, ClassLoader function) {
    this.function = function;
    this.copy = new Copy(classes);
    this.jackson = call(JacksonFactory.class, null, "getInstance", new Class<?>[0]);
    ObjectMapper mapper =
        (ObjectMapper) call(JacksonFactory.class, jackson, "getMapper", new Class<?>[0]);
    Serialisers.withOwnTypes(mapper);
  }

  /** The serialiser that AWS has made for an event. */
  PojoSerializer<Object> serializer(Class<?> event) {
    return serializer(
        call(
            LambdaEventSerializers.class,
            null,
            "serializerFor",
            new Class<?>[] {Class.class, ClassLoader.class},
            event,
            function));
  }

  /** The serialiser for any other type. */
  PojoSerializer<Object> jackson(Type type) {
    return serializer(
        call(JacksonFactory.class, jackson, "getSerializer", new Class<?>[] {Type.class}, type));
  }

  /** The one for clients on Android. */
  PojoSerializer<Object> gson(Type type) {
    Object gson = call(GsonFactory.class, null, "getInstance", new Class<?>[0]);
    return serializer(
        call(GsonFactory.class, gson, "getSerializer", new Class<?>[] {Type.class}, type));
  }

  @SuppressWarnings("unchecked") // the contract is the one class that host and copy share
  private static PojoSerializer<Object> serializer(Object made) {
    return (PojoSerializer<Object>) made;
  }

  /** Calls a public method of the copy's class that has the name of {@code original}. */
  private Object call(
      Class<?> original,
      @Nullable Object target,
      String method,
      Class<?>[] types,
      Object... arguments) {
    try {
      return Objects.requireNonNull(
          copy.loadClass(original.getName()).getMethod(method, types).invoke(target, arguments));
    } catch (InvocationTargetException e) {
      throw thrown(e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("AWS's serialisation library has changed", e);
    }
  }

  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  /** Defines the library's own classes; everything else is the host's. */
  private static final class Copy extends ClassLoader {

    static {
      registerAsParallelCapable();
    }

    private final LibraryClasses classes;

    Copy(LibraryClasses classes) {
      super("lambda-serialisation", LibraryClasses.parent());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!LibraryClasses.isCopied(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        byte[] file = classes.file(name);
        return defineClass(name, file, 0, file.length);
      }
    }
  }
}
