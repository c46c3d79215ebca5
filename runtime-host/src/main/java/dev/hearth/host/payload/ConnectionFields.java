package dev.hearth.host.payload;

import java.util.Locale;
import java.util.Set;

/** The fields of an answer that belong to the connection or are the host's to set. Stateless. */
public final class ConnectionFields {

  private static final Set<String> NAMES =
      Set.of(
          "connection",
          "content-length",
          "date",
          "keep-alive",
          "proxy-connection",
          "te",
          "traceresponse",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-cold-start",
          "x-invocation-id");

  private ConnectionFields() {}

  /** Whether a function's answer cannot set the field; letters of any case. */
  public static boolean has(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
