package dev.hearth.host.sandbox.classloader.cloud.event;

import dev.hearth.function.Event;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event as a function sees it: nothing but values of the JDK and a copy of the data, whatever
 * SDK the function brings. Immutable.
 *
 * @param attributes those of the specification that it has, each in the type that it has there
 * @param extensions texts, whole numbers and truth values
 * @param data null if it has none
 */
public record GuestEvent(
    Map<String, Object> attributes, Map<String, Object> extensions, @Nullable Data data)
    implements CloudEvent {

  private static final Set<String> NAMES = SpecVersion.V1.getAllAttributes();

  public GuestEvent {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /** The event with extensions that are all texts; no data if there are no bytes. */
  static GuestEvent of(Event event) {
    byte[] bytes = event.data();
    return of(event, Map.copyOf(event.extensions()), bytes.length == 0 ? null : new Data(bytes));
  }

  /** The event with other extensions and data than its own. */
  static GuestEvent of(Event event, Map<String, ?> extensions, @Nullable Data data) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("specversion", SpecVersion.V1);
    attributes.put("id", event.id());
    attributes.put("source", event.source());
    attributes.put("type", event.type());
    event.dataContentType().ifPresent(type -> attributes.put("datacontenttype", type));
    event.dataSchema().ifPresent(schema -> attributes.put("dataschema", schema));
    event.subject().ifPresent(subject -> attributes.put("subject", subject));
    event.time().ifPresent(time -> attributes.put("time", time));
    return new GuestEvent(attributes, new LinkedHashMap<>(extensions), data);
  }

  private <T> @Nullable T attribute(String name, Class<T> type) {
    return type.cast(attributes.get(name));
  }

  private <T> T required(String name, Class<T> type) {
    T value = attribute(name, type);
    if (value == null) {
      throw new IllegalStateException("the event has no attribute " + name);
    }
    return value;
  }

  @Override
  public SpecVersion getSpecVersion() {
    return SpecVersion.V1;
  }

  @Override
  public String getId() {
    return required("id", String.class);
  }

  @Override
  public URI getSource() {
    return required("source", URI.class);
  }

  @Override
  public String getType() {
    return required("type", String.class);
  }

  @Override
  public @Nullable String getDataContentType() {
    return attribute("datacontenttype", String.class);
  }

  @Override
  public @Nullable URI getDataSchema() {
    return attribute("dataschema", URI.class);
  }

  @Override
  public @Nullable String getSubject() {
    return attribute("subject", String.class);
  }

  @Override
  public @Nullable OffsetDateTime getTime() {
    return attribute("time", OffsetDateTime.class);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("CloudEvents 1.0 has no attribute " + name);
    }
    return attributes.get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return attributes.keySet();
  }

  @Override
  public @Nullable Object getExtension(String name) {
    return extensions.get(name);
  }

  @Override
  public Set<String> getExtensionNames() {
    return extensions.keySet();
  }

  @Override
  public @Nullable CloudEventData getData() {
    return data;
  }

  @Override
  public String toString() {
    return "CloudEvent" + attributes + extensions;
  }

  /** Bytes that nobody changes. */
  public static final class Data implements CloudEventData {

    private final byte[] bytes;

    /** The given bytes, not copied: the caller gives them away. */
    Data(byte[] bytes) {
      this.bytes = bytes;
    }

    /** A copy, for the function to keep. */
    @Override
    public byte[] toBytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Data data && Arrays.equals(bytes, data.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return bytes.length + " bytes";
    }
  }
}
