package dev.hearth.function;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Something that happened, with the attributes of <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a>.
 * Immutable.
 */
public final class Event {

  private static final Set<String> TAKEN =
      Set.of(
          "data",
          "datacontenttype",
          "dataschema",
          "id",
          "source",
          "specversion",
          "subject",
          "time",
          "type");

  private final String id;
  private final URI source;
  private final String type;
  private final Builder optional;
  private final byte[] data;

  private Event(Builder builder) {
    this.id = builder.id;
    this.source = builder.source;
    this.type = builder.type;
    this.optional = builder;
    this.data = builder.data;
  }

  /**
   * Begins an event.
   *
   * @param id unique among the events of {@code source}; not empty
   * @param source where it happened
   * @param type what happened, for instance {@code com.acme.order.created}; not empty
   */
  public static Builder builder(String id, URI source, String type) {
    return new Builder(id, source, type);
  }

  /** Begins another event with all that this one has. */
  public Builder toBuilder() {
    Builder builder = new Builder(id, source, type);
    builder.subject = optional.subject;
    builder.time = optional.time;
    builder.dataContentType = optional.dataContentType;
    builder.dataSchema = optional.dataSchema;
    builder.extensions.putAll(optional.extensions);
    builder.data = data;
    return builder;
  }

  /** Unique among the events of one {@link #source()}. */
  public String id() {
    return id;
  }

  /** Where it happened. */
  public URI source() {
    return source;
  }

  /** What happened. */
  public String type() {
    return type;
  }

  /** What it happened to, within the source. */
  public Optional<String> subject() {
    return optional.subject;
  }

  /** When it happened. */
  public Optional<OffsetDateTime> time() {
    return optional.time;
  }

  /** The media type of {@link #data()}. */
  public Optional<String> dataContentType() {
    return optional.dataContentType;
  }

  /** The schema that {@link #data()} keeps to. */
  public Optional<URI> dataSchema() {
    return optional.dataSchema;
  }

  /** Attributes beyond those of the specification, in their text form; unmodifiable. */
  public Map<String, String> extensions() {
    return Map.copyOf(optional.extensions);
  }

  /** A copy of the data; empty if there is none. */
  public byte[] data() {
    return data.clone();
  }

  /** The data read as UTF-8. */
  public String dataText() {
    return new String(data, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return type + ' ' + id + " from " + source + " (" + data.length + " bytes)";
  }

  /** Collects the parts of an event. Used once: {@link #build()} ends it. */
  public static final class Builder {

    private final String id;
    private final URI source;
    private final String type;
    private final Map<String, String> extensions = new TreeMap<>();
    private Optional<String> subject = Optional.empty();
    private Optional<OffsetDateTime> time = Optional.empty();
    private Optional<String> dataContentType = Optional.empty();
    private Optional<URI> dataSchema = Optional.empty();
    private byte[] data = new byte[0];
    private boolean built;

    private Builder(String id, URI source, String type) {
      if (id.isEmpty() || type.isEmpty() || source.toString().isEmpty()) {
        throw new IllegalArgumentException("an event has an id, a source and a type");
      }
      this.id = id;
      this.source = source;
      this.type = type;
    }

    /** Sets what it happened to. */
    public Builder subject(String subject) {
      changing().subject = Optional.of(subject);
      return this;
    }

    /** Sets when it happened. */
    public Builder time(OffsetDateTime time) {
      changing().time = Optional.of(time);
      return this;
    }

    /** Sets the schema of the data. */
    public Builder dataSchema(URI schema) {
      changing().dataSchema = Optional.of(schema);
      return this;
    }

    /** Sets the data, which is copied, and its media type. */
    public Builder data(String contentType, byte[] data) {
      changing().dataContentType = Optional.of(contentType);
      this.data = data.clone();
      return this;
    }

    /** Sets the data, which is copied, and says nothing of its media type. */
    public Builder data(byte[] data) {
      changing().data = data.clone();
      return this;
    }

    /**
     * Adds an extension attribute.
     *
     * @param name has only lower-case letters and digits, and is none that the specification uses
     */
    public Builder extension(String name, String value) {
      if (!name.matches("[a-z0-9]+")) {
        throw new IllegalArgumentException(
            "the name of an extension has only lower-case letters and digits: \"" + name + '"');
      }
      if (TAKEN.contains(name)) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no extension: the specification uses that name itself");
      }
      changing().extensions.put(name, value);
      return this;
    }

    private Builder changing() {
      if (built) {
        throw new IllegalStateException("this builder has built its event");
      }
      return this;
    }

    /** The event. */
    public Event build() {
      changing().built = true;
      return new Event(this);
    }
  }
}
