package dev.hearth.host.webhook;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import java.util.Optional;

/**
 * A delivery as it came.
 *
 * @param fields all header fields
 * @param body byte by byte as it was sent
 */
public record Delivery(List<HeaderField> fields, Payload body) {

  public Delivery {
    fields = List.copyOf(fields);
  }

  /** Whether the field came. */
  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }

  /** A field that may be missing, but not come twice: nobody knows which would count. */
  Optional<String> optional(String name) throws UnverifiedException {
    List<String> values =
        fields.stream()
            .filter(field -> field.name().equalsIgnoreCase(name))
            .map(HeaderField::value)
            .toList();
    if (values.size() > 1) {
      throw UnverifiedException.ofDelivery("the field " + name + " comes more than once");
    }
    return values.stream().findFirst();
  }

  /** A field without which nothing can be verified. */
  String required(String name) throws UnverifiedException {
    return optional(name)
        .orElseThrow(() -> UnverifiedException.ofDelivery("the field " + name + " is missing"));
  }
}
