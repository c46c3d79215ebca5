package dev.hearth.host.request;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Lineage;
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

  /**
   * All fields that a function may see, and how deep calls are nested that it makes over HTTP: a
   * key of this host is not its business, and how much time it has the context tells.
   */
  public static List<HeaderField> forFunction(MultiMap headers, Lineage lineage) {
    List<HeaderField> fields = new ArrayList<>(headers.size() + 1);
    for (Map.Entry<String, String> header : headers) {
      if (!isHosts(header.getKey(), header.getValue())) {
        fields.add(new HeaderField(header.getKey(), header.getValue()));
      }
    }
    fields.add(CallHeaders.hopsToSendOn(lineage));
    return fields;
  }

  /** Whether a field is meant for this host alone. */
  static boolean isHosts(String name, String value) {
    return (name.equalsIgnoreCase("authorization") && bearer(value).startsWith(KEY_PREFIX))
        || (name.equalsIgnoreCase(API_KEY) && value.startsWith(KEY_PREFIX))
        || CallHeaders.isOne(name);
  }

  /** The announced size of the body; -1 if there is none. */
  public static long contentLength(MultiMap headers) {
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
