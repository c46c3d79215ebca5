package dev.hearth.host.event;

import dev.hearth.host.invocation.HeaderField;
import java.util.List;
import java.util.Locale;

/**
 * How a message carries events, told by its header fields alone, in the order of section 3 of the
 * <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 * binding</a>.
 */
public enum EventMode {
  /** Attributes are header fields, the body is the data. */
  BINARY,
  /** The body is one event. */
  STRUCTURED,
  /** The body is a list of events. */
  BATCH,
  /** It carries none. */
  NONE;

  private static final String ONE = "application/cloudevents";
  private static final String MANY = "application/cloudevents-batch";

  /** The mode of a message with these fields. */
  public static EventMode of(List<HeaderField> headers) {
    String contentType = "";
    boolean binary = false;
    for (HeaderField field : headers) {
      if (field.name().equalsIgnoreCase("content-type")) {
        contentType = field.value().strip().toLowerCase(Locale.ROOT);
      }
      binary |= field.name().equalsIgnoreCase("ce-specversion");
    }
    if (contentType.startsWith(MANY)) {
      return BATCH;
    }
    if (contentType.startsWith(ONE)) {
      return STRUCTURED;
    }
    return binary ? BINARY : NONE;
  }
}
