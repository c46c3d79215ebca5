package dev.hearth.host.sandbox.classloader.binding;

import java.util.Locale;
import java.util.Set;

/** Fields of an answer that belong to the connection or are the host's to set. */
public final class HostsFields {

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

  private HostsFields() {}

  /** Whether a field of this name, in any case, is not the function's to set. */
  public static boolean contain(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }
}
