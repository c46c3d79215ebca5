package dev.hearth.host.payload;

import dev.hearth.host.invocation.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A body as it stands in a payload.
 *
 * @param text as sent, or in Base64
 * @param isBase64 which of both
 */
record Body(String text, boolean isBase64) {

  private static final Set<String> TEXTS =
      Set.of("application/json", "application/javascript", "application/xml");

  /** Text where the content type is one of text and the bytes are UTF-8. */
  static Body of(Payload payload, Map<String, List<String>> headers) {
    boolean maybeText =
        isText(Fields.last(headers, "content-type"))
            && Fields.last(headers, "content-encoding").isEmpty();
    return (maybeText ? utf8(payload) : Optional.<String>empty())
        .map(text -> new Body(text, false))
        .orElseGet(() -> new Body(Base64.getEncoder().encodeToString(payload.array()), true));
  }

  private static boolean isText(String contentType) {
    String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return essence.isEmpty()
        || essence.startsWith("text/")
        || essence.endsWith("+json")
        || essence.endsWith("+xml")
        || TEXTS.contains(essence);
  }

  private static Optional<String> utf8(Payload payload) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.array())).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
