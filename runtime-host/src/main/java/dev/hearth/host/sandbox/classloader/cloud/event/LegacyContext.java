package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.cloud.functions.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a legacy event says of itself; null stands for what it does not say, as in the API.
 *
 * @param resource a name, or the JSON of an object with service, name and type
 * @param domain where the instance of a Firebase database is; no part of the API
 */
public record LegacyContext(
    @Nullable String eventId,
    @Nullable String timestamp,
    @Nullable String eventType,
    @Nullable String resource,
    @Nullable String domain,
    Map<String, String> attributes)
    implements Context {

  public LegacyContext {
    attributes = Map.copyOf(attributes);
  }
}
