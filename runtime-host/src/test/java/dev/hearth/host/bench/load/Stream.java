package dev.hearth.host.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The same request again and again.
 *
 * @param name says which it is; streams of the same name and phases send at the same moments
 * @param port of this machine
 * @param request what is sent, head and body
 * @param phases what is done one after another
 */
public record Stream(String name, int port, String request, List<Phase> phases) {

  /** One that gets {@code path} with further header {@code fields}, each ended by CR LF. */
  public static Stream get(String name, int port, String path, String fields, List<Phase> phases) {
    return new Stream(
        name, port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n", phases);
  }

  byte[] bytes() {
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }
}
