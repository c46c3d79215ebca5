package dev.hearth.host.journey.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One request as bytes, and what comes back, up to the end of the connection. */
final class Exchange {

  private static final int PATIENCE_MILLIS = 60_000;

  /** Fields that belong to a server or to the connection. */
  private static final Set<String> SERVERS_OWN =
      Set.of(
          "date",
          "server",
          "connection",
          "content-length",
          "transfer-encoding",
          "x-invocation-id",
          "x-cold-start",
          "server-timing",
          "traceresponse");

  private Exchange() {}

  /**
   * A request.
   *
   * @param target path and query behind the function's address
   * @param headers lines without their ends
   * @param body each character one byte; sent in chunks if a header line says so, else with its
   *     length
   */
  record Request(String method, String target, List<String> headers, String body) {

    static Request of(String method, String target, String... headers) {
      return new Request(method, target, List.of(headers), "");
    }

    Request with(byte[] newBody) {
      return with(new String(newBody, ISO_8859_1));
    }

    /** With a text as the body, each character one byte. */
    Request with(String newBody) {
      return new Request(method, target, headers, newBody);
    }

    private boolean isChunked() {
      return headers.stream().anyMatch(line -> line.equalsIgnoreCase("transfer-encoding: chunked"));
    }

    private byte[] bytes(String prefix) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<String> lines = new ArrayList<>();
      lines.add(method + " " + prefix + target + " HTTP/1.1");
      lines.add("Host: functions.example");
      lines.addAll(headers);
      byte[] content = body.getBytes(ISO_8859_1);
      if (content.length > 0 && !isChunked()) {
        lines.add("Content-Length: " + content.length);
      }
      lines.add("Connection: close");
      out.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
      if (isChunked()) {
        for (int i = 0; i < content.length; i += 7_000) {
          int length = Math.min(7_000, content.length - i);
          out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
          out.write(content, i, length);
          out.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        out.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
      } else {
        out.writeBytes(content);
      }
      return out.toByteArray();
    }

    @Override
    public String toString() {
      return method + " " + target + " " + headers + " " + body.length() + " bytes";
    }
  }

  /**
   * An answer.
   *
   * @param headers without those of the server, by name in lower case
   * @param servers those of the server
   * @param body each byte as one character
   */
  record Answer(
      int status, Map<String, List<String>> headers, Map<String, String> servers, String body) {

    /** What has to be the same, for a message that shows both. */
    String compared() {
      return status + "\n" + headers + "\n" + body;
    }

    /** The length that is announced; empty if none is. */
    String length() {
      return servers.getOrDefault("content-length", "");
    }
  }

  /** Sends a request to what stands at {@code server} and reads the answer. */
  static Answer with(URI server, String prefix, Request request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request.bytes(prefix));
      out.flush();
      return read(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }
  }

  /**
   * The length that an answer announces, to be compared with that of the original. The original
   * gathers up to 32 KiB before it sends without a length, this host 16 KiB; and it gives a length
   * to answers that have no body.
   */
  static String lengthOf(Answer here, Answer there) {
    boolean saysNothing = there.body().isEmpty() && there.length().isEmpty(); // to HEAD
    boolean comparable =
        there.body().length() <= 16 * 1024 && there.status() != 304 && !saysNothing;
    return comparable ? here.length() : there.length();
  }

  private static Answer read(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
    if (status == 100) {
      return read(text.substring(end + 4));
    }
    Map<String, List<String>> headers = new TreeMap<>();
    Map<String, String> servers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(":", 2);
      String name = field[0].toLowerCase(Locale.ROOT);
      if (SERVERS_OWN.contains(name)) {
        servers.put(name, field[1].strip());
      } else {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(field[1].strip());
      }
    }
    String rest = text.substring(end + 4);
    boolean chunked = servers.getOrDefault("transfer-encoding", "").equals("chunked");
    return new Answer(status, headers, servers, chunked ? joined(rest) : rest);
  }

  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      if (line < 0) {
        return whole + "(cut off)";
      }
      int length = Integer.parseInt(chunks.substring(at, line), 16);
      if (length == 0) {
        return whole.toString();
      }
      whole.append(chunks, line + 2, line + 2 + length);
      at = line + 4 + length;
    }
  }
}
