package dev.hearth.host.sandbox.classloader.binding;

import java.io.OutputStream;
import java.util.Locale;
import java.util.TimeZone;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/**
 * JSON to and from the types of one instance. Each instance has a mapper with caches of its own: a
 * shared one would keep the instance's classes alive. Used on the instance's threads.
 */
final class JsonBinding {

  private static final int MAX_DEPTH = 200;

  /** Sets of buffers that an instance keeps for its next calls; a set takes up to 12 KiB. */
  private static final int KEPT_BUFFERS = 2;

  private final JsonMapper mapper;

  JsonBinding() {
    mapper =
        JsonMapper.builder(factory())
            .typeFactory(TypeFactory.createDefaultInstance())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .defaultLocale(Locale.ROOT)
            .defaultTimeZone(TimeZone.getTimeZone("UTC"))
            .build();
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .recyclerPool(JsonRecyclerPools.newBoundedPool(KEPT_BUFFERS))
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .build();
  }

  /** Reads what {@code handler} takes, as its implementation of {@code contract} declares it. */
  ValueReader reader(Class<?> handler, Class<?> contract) {
    JavaType[] parameters =
        mapper.getTypeFactory().findTypeParameters(mapper.constructType(handler), contract);
    JavaType type = parameters.length == 0 ? mapper.constructType(Object.class) : parameters[0];
    return new ValueReader(this, type);
  }

  Object read(byte[] json, JavaType type) throws JacksonException {
    return mapper.readValue(json, type);
  }

  void write(OutputStream out, Object value) throws JacksonException {
    mapper.writeValue(out, value);
  }
}
