package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.HandlerStyle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a function's answer becomes for a caller who gave a payload. A handler of HTTP requests has
 * a status and header fields to tell, so its answer takes the form in which handlers on AWS answer
 * HTTP (payload format 2.0); of all others the body is the payload as it is. Stateless.
 */
final class DirectPayload {

  /** Parts the JSON with status and fields from a streamed body. */
  private static final int ZEROS = 8;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Payload NULL = Payload.utf8("null");
  private static final String COOKIE = "set-cookie";

  private DirectPayload() {}

  /** Whether a handler answers with HTTP responses. */
  static boolean isHttp(HandlerStyle style) {
    return style.contract().endsWith(".HttpFunction");
  }

  /** The payload; nothing becomes {@code null}. */
  static Payload of(HandlerStyle style, Outcome.Answered answer) {
    if (isHttp(style)) {
      ObjectNode json = head(answer);
      putBody(json, answer);
      return Payload.wrap(JSON.writeValueAsBytes(json));
    }
    return answer.body().size() == 0 ? NULL : answer.body();
  }

  /** The media type of the payload. */
  static String contentType(HandlerStyle style, Outcome.Answered answer) {
    return isHttp(style) ? "application/json" : type(answer).orElse("application/json");
  }

  /** What stands in front of a streamed answer; nothing but for handlers of HTTP requests. */
  static byte[] prelude(HandlerStyle style, Outcome.Answered head) {
    if (!isHttp(style)) {
      return new byte[0];
    }
    byte[] json = JSON.writeValueAsBytes(head(head));
    return ByteBuffer.allocate(json.length + ZEROS).put(json).array();
  }

  private static ObjectNode head(Outcome.Answered answer) {
    ObjectNode json = JSON.createObjectNode().put("statusCode", answer.status());
    ObjectNode headers = json.putObject("headers");
    for (HeaderField field : answer.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals(COOKIE)) {
        json.withArray("cookies").add(field.value());
      } else {
        headers.put(
            name,
            headers.has(name) ? headers.get(name).asString() + "," + field.value() : field.value());
      }
    }
    return json;
  }

  private static void putBody(ObjectNode json, Outcome.Answered answer) {
    Optional<String> text = isText(answer) ? text(answer.body()) : Optional.empty();
    json.put(
        "body", text.orElseGet(() -> Base64.getEncoder().encodeToString(answer.body().array())));
    json.put("isBase64Encoded", text.isEmpty());
  }

  private static boolean isText(Outcome.Answered answer) {
    String type = type(answer).orElse("").toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    String media = (end < 0 ? type : type.substring(0, end)).strip();
    boolean encoded =
        answer.headers().stream().anyMatch(f -> f.name().equalsIgnoreCase("content-encoding"));
    return answer.body().size() == 0
        || (!encoded
            && (media.startsWith("text/")
                || media.endsWith("+json")
                || media.endsWith("+xml")
                || List.of("application/json", "application/xml", "application/javascript")
                    .contains(media)));
  }

  private static Optional<String> text(Payload body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.array())).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private static Optional<String> type(Outcome.Answered answer) {
    return answer.headers().stream()
        .filter(field -> field.name().equalsIgnoreCase("content-type"))
        .map(HeaderField::value)
        .findFirst();
  }
}
