package dev.hearth.host.journey;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;

/** A client that sends any bytes; a read fails after 30 seconds without any. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  Wire(URI listener) throws IOException {
    socket = new Socket(listener.getHost(), listener.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends the text, each character as one byte. */
  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends as much of {@code bytes} zeros as the other side takes, in chunks; gives how many. */
  long sendChunked(long bytes) {
    String chunk = "10000\r\n" + "0".repeat(0x10000) + "\r\n";
    long sent = 0;
    try {
      for (; sent < bytes; sent += 0x10000) {
        send(chunk);
      }
    } catch (IOException closed) {
      return sent;
    }
    return sent;
  }

  /** Reads one head and the body that its length announces. */
  String readResponse() throws IOException {
    String head = readUntil("\r\n\r\n");
    int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    return head + new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  /** Reads until the text ends as wanted. */
  String readUntil(String end) throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (read.indexOf(end) < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("closed after: " + read);
      }
      read.append((char) b);
    }
    return read.toString();
  }

  /** Reads until the other side closes. */
  String readToClose() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** How many bytes come until the other side closes. */
  long countToClose() throws IOException {
    long count = 0;
    byte[] part = new byte[1 << 16];
    try {
      for (int n = 0; n >= 0; n = socket.getInputStream().read(part)) {
        count += n;
      }
    } catch (SocketException reset) {
      return count;
    }
    return count;
  }

  /** Whether the other side still takes bytes that mean nothing before or behind a request. */
  boolean takesMore() {
    try {
      send("\r\n");
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Whether the other side has closed, or closes within the patience. */
  boolean isClosedByHost() throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
