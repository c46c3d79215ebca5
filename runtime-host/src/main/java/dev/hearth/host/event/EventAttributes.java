package dev.hearth.host.event;

import dev.hearth.function.Event;
import io.cloudevents.SpecVersion;
import io.cloudevents.types.Time;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All attributes of an event in their text form, extensions included. Immutable. */
public final class EventAttributes implements Function<String, Optional<String>> {

  private final Map<String, String> values;

  private EventAttributes(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Those of {@code event}. */
  public static EventAttributes of(Event event) {
    Map<String, String> values = new TreeMap<>(event.extensions());
    values.put("specversion", SpecVersion.V1.toString());
    values.put("id", event.id());
    values.put("source", event.source().toString());
    values.put("type", event.type());
    event.subject().ifPresent(subject -> values.put("subject", subject));
    event.time().ifPresent(time -> values.put("time", Time.writeTime(time)));
    event.dataContentType().ifPresent(type -> values.put("datacontenttype", type));
    event.dataSchema().ifPresent(schema -> values.put("dataschema", schema.toString()));
    return new EventAttributes(values);
  }

  /** The text of the attribute of that name. */
  @Override
  public Optional<String> apply(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** All of them, by name; unmodifiable. */
  public Map<String, String> asMap() {
    return values;
  }
}
