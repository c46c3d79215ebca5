package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Event;
import dev.hearth.function.HttpRequest;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that come by HTTP, in the binary and the structured mode of the <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents
 * HTTP binding</a>. Stateless.
 */
final class EventBinding {

  private static final String STRUCTURED = "application/cloudevents+json";
  private static final JsonMapper JSON = new JsonMapper();

  private EventBinding() {}

  /** The event that an input carries. */
  static Event event(Input input) throws InputBindingException {
    return switch (input) {
      case Input.Happening happening -> happening.event();
      case Input.Http http -> fromHttp(http);
    };
  }

  /** The request that carries an event in binary mode. */
  static HttpRequest request(Input.Happening happening) {
    Event event = happening.event();
    HttpRequest.Builder request =
        HttpRequest.builder("POST", "/")
            .header("ce-specversion", "1.0")
            .header("ce-id", percentEncoded(event.id()))
            .header("ce-source", percentEncoded(event.source().toString()))
            .header("ce-type", percentEncoded(event.type()))
            .body(event.data());
    event.subject().ifPresent(subject -> request.header("ce-subject", percentEncoded(subject)));
    event.time().ifPresent(time -> request.header("ce-time", time.toString()));
    event
        .dataSchema()
        .ifPresent(schema -> request.header("ce-dataschema", percentEncoded(schema.toString())));
    event.dataContentType().ifPresent(type -> request.header("content-type", type));
    event
        .extensions()
        .forEach((name, value) -> request.header("ce-" + name, percentEncoded(value)));
    return request.build();
  }

  private static byte[] dataOf(Input.Http http) throws InputBindingException {
    try {
      return http.wholeBody().copy();
    } catch (IOException e) {
      throw new InputBindingException("the event could not be read: " + e.getMessage());
    }
  }

  private static Event fromHttp(Input.Http http) throws InputBindingException {
    String contentType = "";
    Map<String, String> attributes = new LinkedHashMap<>();
    for (HeaderField field : http.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals("content-type")) {
        contentType = field.value();
      } else if (name.startsWith("ce-")) {
        attributes.put(name.substring(3), percentDecoded(field.value()));
      }
    }
    byte[] data = dataOf(http);
    if (contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)) {
      attributes.clear();
      data = readStructured(data, attributes);
      contentType = attributes.getOrDefault("datacontenttype", "application/json");
      attributes.remove("datacontenttype");
    }
    return build(attributes, contentType, data);
  }

  /** As section 3.1.3.2 of the binding has it: all but the printable ones of ASCII, less three. */
  private static String percentEncoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static String percentDecoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformedEscape) {
      return value;
    }
  }

  private static byte[] readStructured(byte[] body, Map<String, String> attributes)
      throws InputBindingException {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      throw new InputBindingException("the event is not valid JSON: " + e.getOriginalMessage());
    }
    byte[] data = new byte[0];
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      JsonNode value = member.getValue();
      if (value.isNull()) {
        continue; // the same as not there
      }
      switch (member.getKey()) {
        case "data" -> data = bytesOf(value, tree.path("datacontenttype"));
        case "data_base64" -> data = base64(textOf(member.getKey(), value));
        default -> attributes.put(member.getKey(), textOf(member.getKey(), value));
      }
    }
    return data;
  }

  private static String textOf(String name, JsonNode value) throws InputBindingException {
    if (!value.isValueNode()) {
      throw new InputBindingException(
          "the attribute \"" + name + "\" of the event is a list or an object, not a plain value");
    }
    return value.asString();
  }

  /** Data of a JSON type is a JSON value, even a string; a string of another type is the text. */
  private static byte[] bytesOf(JsonNode value, JsonNode type) {
    boolean isText = value.isString() && type.isString() && !isJson(type.asString());
    String text = isText ? value.asString() : value.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isJson(String contentType) {
    String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return essence.endsWith("/json") || essence.endsWith("+json");
  }

  private static byte[] base64(String text) throws InputBindingException {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new InputBindingException("data_base64 of the event is not Base64: " + e.getMessage());
    }
  }

  private static Event build(Map<String, String> attributes, String contentType, byte[] data)
      throws InputBindingException {
    for (String required : List.of("specversion", "id", "source", "type")) {
      if (attributes.getOrDefault(required, "").isEmpty()) {
        throw new InputBindingException(
            "the function takes events, but the request has no attribute \""
                + required
                + "\": send ce-specversion, ce-id, ce-source and ce-type as headers, or a JSON"
                + " event as "
                + STRUCTURED);
      }
    }
    if (!Objects.equals(attributes.get("specversion"), "1.0")) {
      throw new InputBindingException(
          "the event has specversion \"" + attributes.get("specversion") + "\", not \"1.0\"");
    }
    try {
      return withOptional(attributes, contentType, data);
    } catch (URISyntaxException | DateTimeException | IllegalArgumentException e) {
      throw new InputBindingException("the event has a bad attribute: " + e.getMessage());
    }
  }

  private static Event withOptional(Map<String, String> attributes, String type, byte[] data)
      throws URISyntaxException {
    Event.Builder event =
        Event.builder(
            attributes.getOrDefault("id", ""),
            new URI(attributes.getOrDefault("source", "")),
            attributes.getOrDefault("type", ""));
    if (data.length > 0) {
      event.data(type, data);
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String value = attribute.getValue();
      switch (attribute.getKey()) {
        case "specversion", "id", "source", "type" -> {}
        case "subject" -> event.subject(value);
        case "time" -> event.time(OffsetDateTime.parse(value));
        case "dataschema" -> event.dataSchema(new URI(value));
        default -> event.extension(attribute.getKey(), value);
      }
    }
    return event.build();
  }
}
