package dev.hearth.host.event;

import static dev.hearth.host.event.MalformedEventException.malformed;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Attributes as header fields, data as the body. Stateless. */
final class BinaryMode {

  private static final String PREFIX = "ce-";
  private static final String CONTENT_TYPE = "content-type";
  private static final String DATA_TYPE = "datacontenttype";

  private BinaryMode() {}

  /** The event of a message with these fields. */
  static Event read(List<HeaderField> headers, byte[] body) throws MalformedEventException {
    Attributes attributes = new Attributes();
    for (HeaderField field : headers) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals(CONTENT_TYPE) && !field.value().isBlank()) {
        attributes.text(DATA_TYPE, field.value());
      } else if (name.startsWith(PREFIX)) {
        String attribute = name.substring(PREFIX.length());
        if (attribute.equals(DATA_TYPE)) {
          throw malformed(
              "the attribute datacontenttype is sent as Content-Type, not as ce-" + DATA_TYPE);
        }
        attributes.text(attribute, HeaderText.decoded(attribute, field.value()));
      }
    }
    return attributes.event(
        "sent as the header fields ce-specversion, ce-id, ce-source and ce-type",
        body.length == 0 ? null : body);
  }

  /** The fields that carry an event; its data is the body. */
  static List<HeaderField> fields(Event event) {
    List<HeaderField> fields = new ArrayList<>();
    EventAttributes.of(event)
        .asMap()
        .forEach((name, value) ->
            fields.add(
                name.equals(DATA_TYPE)
                    ? new HeaderField(CONTENT_TYPE, value)
                    : new HeaderField(PREFIX + name, HeaderText.encoded(value))));
    return fields;
  }
}
