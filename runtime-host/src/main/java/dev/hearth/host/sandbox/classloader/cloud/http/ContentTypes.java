package dev.hearth.host.sandbox.classloader.cloud.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a content type says of the charset. Where it says nothing, some types have one that is
 * assumed in either direction, and some have one in which text is written only; which those are is
 * as in the server of functions-framework-java 2.0 (Jetty 12.1, {@code encoding.properties}).
 * Stateless.
 */
public final class ContentTypes {

  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*charset\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Charset> ASSUMED =
      Map.of(
          "application/json", StandardCharsets.UTF_8,
          "text/json", StandardCharsets.UTF_8,
          "application/vnd.api+json", StandardCharsets.UTF_8);

  private static final Map<String, Charset> INFERRED =
      Map.of(
          "text/html", StandardCharsets.UTF_8,
          "text/plain", StandardCharsets.ISO_8859_1,
          "text/xml", StandardCharsets.UTF_8,
          "application/xhtml+xml", StandardCharsets.UTF_8);

  private ContentTypes() {}

  /** The charset as it is named, known or not. */
  static Optional<String> named(String contentType) {
    Matcher matcher = PARAMETER.matcher(contentType);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String quoted = matcher.group(1);
    return Optional.of(quoted == null ? matcher.group(2) : quoted).filter(n -> !n.isEmpty());
  }

  /**
   * The charset that is named or assumed.
   *
   * @throws java.nio.charset.IllegalCharsetNameException if it is named in a way that it cannot be
   * @throws java.nio.charset.UnsupportedCharsetException if this platform does not know it
   */
  public static Optional<Charset> ofInput(String contentType) {
    return named(contentType)
        .map(Charset::forName)
        .or(() -> Optional.ofNullable(ASSUMED.get(essence(contentType))));
  }

  /** The charset that is named, assumed or inferred; throws as {@link #ofInput}. */
  static Optional<Charset> ofOutput(String contentType) {
    return ofInput(contentType).or(() -> Optional.ofNullable(INFERRED.get(essence(contentType))));
  }

  private static String essence(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
