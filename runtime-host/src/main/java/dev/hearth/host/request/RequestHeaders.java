package dev.hearth.host.request;

import dev.hearth.host.invocation.HeaderField;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the header fields of a request. Stateless. */
public final class RequestHeaders {

  private static final String BEARER = "bearer ";
  private static final String KEY_PREFIX = "hk_";
  private static final String API_KEY = "x-api-key";

  private RequestHeaders() {}

  /** The key in {@code Authorization: Bearer} or {@code X-Api-Key}; empty if none was sent. */
  public static String key(MultiMap headers) {
    return Optional.ofNullable(headers.get(HttpHeaders.AUTHORIZATION))
        .map(RequestHeaders::bearer)
        .or(() -> Optional.ofNullable(headers.get(API_KEY)))
        .orElse("");
  }

  private static String bearer(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? authorization.substring(BEARER.length()).strip()
        : authorization;
  }

  /** All fields that a function may see: a key of this host is not its business. */
  static List<HeaderField> forFunction(MultiMap headers) {
    List<HeaderField> fields = new ArrayList<>(headers.size());
    for (Map.Entry<String, String> header : headers) {
      if (!isHostKey(header)) {
        fields.add(new HeaderField(header.getKey(), header.getValue()));
      }
    }
    return fields;
  }

  private static boolean isHostKey(Map.Entry<String, String> header) {
    return (header.getKey().equalsIgnoreCase("authorization")
            && bearer(header.getValue()).startsWith(KEY_PREFIX))
        || (header.getKey().equalsIgnoreCase(API_KEY) && header.getValue().startsWith(KEY_PREFIX));
  }

  /** The announced size of the body; -1 if there is none. */
  static long contentLength(MultiMap headers) {
    String text = headers.get(HttpHeaders.CONTENT_LENGTH);
    return text == null ? -1 : parseLength(text);
  }

  private static long parseLength(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
