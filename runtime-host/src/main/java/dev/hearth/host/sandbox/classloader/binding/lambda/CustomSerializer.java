package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;

/** The serialiser that a function brings along. Stateless. */
final class CustomSerializer {

  private static final String SERVICE = "META-INF/services/" + CustomPojoSerializer.class.getName();

  private CustomSerializer() {}

  /**
   * The one that is named in the artifact; empty if there is none.
   *
   * @throws HandlerFaultException when there are several
   */
  static Optional<CustomPojoSerializer> find(ClassLoader loader) throws HandlerFaultException {
    if (loader.getResource(SERVICE) == null) {
      return Optional.empty();
    }
    Iterator<CustomPojoSerializer> all =
        ServiceLoader.load(CustomPojoSerializer.class, loader).iterator();
    if (!all.hasNext()) {
      return Optional.empty();
    }
    CustomPojoSerializer first = all.next();
    if (all.hasNext()) {
      throw new HandlerFaultException(
          "Too many serializers provided inside the META-INF/services folder, only one is allowed");
    }
    return Optional.of(first);
  }
}
