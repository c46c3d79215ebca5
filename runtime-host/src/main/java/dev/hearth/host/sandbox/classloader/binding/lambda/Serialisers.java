package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.JavaType;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectMapper;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectReader;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.ObjectWriter;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.util.LRUMap;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.util.LookupCache;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The serialisers of one instance, by the rules of {@code aws-lambda-java-serialization}: one that
 * the function brings along; for the types of {@code aws-lambda-java-events} what AWS has made for
 * them; for everything else Jackson with AWS's settings. Guarded by itself.
 *
 * <p>That library keeps types in static fields, so functions do not share it as it is. Types of the
 * Java platform have one mapper for all. Other types have a mapper of the instance, with its own
 * caches. Events have a copy of the library's own classes for each instance, see {@link
 * EventLibrary}.
 */
final class Serialisers {

  /** Of clients that say they are Android: the library's Gson. */
  private static final String ANDROID = "Android";

  private final ClassLoader loader;
  private final LibraryClasses library;
  private final Optional<CustomPojoSerializer> custom;
  private final Map<Type, Codec> codecs = new HashMap<>(4);
  private final Map<Type, Codec> androids = new HashMap<>(0);
  private @Nullable ObjectMapper own;
  private @Nullable EventLibrary events;

  /**
   * Those of a function.
   *
   * @param custom what it brings along
   */
  Serialisers(ClassLoader loader, LibraryClasses library, Optional<CustomPojoSerializer> custom) {
    this.loader = loader;
    this.library = library;
    this.custom = custom;
  }

  /**
   * AWS's client reads input and output with one library, so an event among them counts for both.
   */
  synchronized void prepare(Optional<Type> input, Optional<Type> output) {
    if (custom.isEmpty()
        && (input.filter(this::isEvent).isPresent() || output.filter(this::isEvent).isPresent())) {
      var _ = events();
    }
    input.ifPresent(type -> of(type, "", PlainTypes.isPlainInput(type)));
    output.ifPresent(type -> of(type, "", PlainTypes.isPlainOutput(type)));
  }

  /** Reads values of this type. */
  Codec reader(Type type, String platform) {
    return of(type, platform, PlainTypes.isPlainInput(type));
  }

  /** Writes values of this type. */
  Codec writer(Type type, String platform) {
    return of(type, platform, PlainTypes.isPlainOutput(type));
  }

  private synchronized Codec of(Type type, String platform, boolean plain) {
    if (custom.isPresent()) {
      return custom(custom.get(), type);
    }
    if (platform.equalsIgnoreCase(ANDROID) && !isEvent(type)) {
      return androids.computeIfAbsent(type, wanted -> pojo(events().gson(wanted)));
    }
    if (plain && events == null) {
      return jackson(Shared.MAPPER, type);
    }
    return codecs.computeIfAbsent(type, this::own);
  }

  private Codec own(Type type) {
    if (isEvent(type)) {
      return pojo(events().serializer((Class<?>) type));
    }
    EventLibrary made = events;
    return made == null ? jackson(mapper(), type) : pojo(made.jackson(type));
  }

  private boolean isEvent(Type type) {
    return type instanceof Class<?> named && library.isEvent(named.getName());
  }

  private EventLibrary events() {
    EventLibrary made = events;
    if (made == null) {
      made = new EventLibrary(library, loader);
      events = made;
    }
    return made;
  }

  private ObjectMapper mapper() {
    ObjectMapper made = own;
    if (made == null) {
      made = withOwnTypes(Shared.MAPPER.copy());
      own = made;
    }
    return made;
  }

  /** Jackson keeps the types it has met in a static cache, unless it is given another. */
  static ObjectMapper withOwnTypes(ObjectMapper mapper) {
    LookupCache<Object, JavaType> types = new LRUMap<>(16, 64);
    return mapper.setTypeFactory(mapper.getTypeFactory().withCache(types));
  }

  private static Codec jackson(ObjectMapper mapper, Type type) {
    JavaType known = mapper.constructType(type);
    ObjectReader reader = mapper.readerFor(known);
    ObjectWriter writer = mapper.writerFor(known);
    return new Codec() {
      @Override
      public @Nullable Object read(InputStream json) throws Exception {
        return reader.readValue(json);
      }

      @Override
      public void write(@Nullable Object value, OutputStream out) throws Exception {
        writer.writeValue(out, value);
      }
    };
  }

  private static Codec pojo(PojoSerializer<Object> serializer) {
    return new Codec() {
      @Override
      public @Nullable Object read(InputStream json) {
        return serializer.fromJson(json);
      }

      @Override
      public void write(@Nullable Object value, OutputStream out) {
        serializer.toJson(value, out);
      }
    };
  }

  private static Codec custom(CustomPojoSerializer serializer, Type type) {
    return new Codec() {
      @Override
      public @Nullable Object read(InputStream json) {
        return serializer.fromJson(json, type);
      }

      @Override
      public void write(@Nullable Object value, OutputStream out) {
        serializer.toJson(value, out, type);
      }
    };
  }

  /** Made when the first Lambda handler needs it; only types of the Java platform come near it. */
  private static final class Shared {
    static final ObjectMapper MAPPER = JacksonFactory.getInstance().getMapper();
  }
}
