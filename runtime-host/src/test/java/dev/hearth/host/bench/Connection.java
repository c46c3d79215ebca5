package dev.hearth.host.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A kept-alive HTTP/1.1 connection to a port of this machine that does as little as possible, so
 * that what it measures is the server. Used by one thread.
 */
final class Connection implements Closeable {

  private final Socket socket;
  private final InputStream in;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What came back.
   *
   * @param head status line and fields, in lower case
   * @param nanos from before the first byte was sent to after the last was read
   */
  record Answer(int status, String head, String body, long nanos) {

    /** A duration in milliseconds from the {@code Server-Timing} field; 0 if it is not there. */
    double serverTiming(String name) {
      int at = head.indexOf(name + ";dur=");
      return at < 0
          ? 0
          : Double.parseDouble(head.substring(at + name.length() + 5).split("[,;\r]", 2)[0]);
    }

    /** This, if the status is from 200 to 299. */
    Answer expectSuccess() throws IOException {
      if (status / 100 != 2) {
        throw new IOException("the server answered " + head + "\n" + body);
      }
      return this;
    }
  }

  Answer get(String path) throws IOException {
    return exchange("GET", path, "", new byte[0]);
  }

  /**
   * Sends a request and reads the answer.
   *
   * @param fields header fields, each ended by CR LF
   */
  Answer exchange(String method, String path, String fields, byte[] body) throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + fields
            + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
            + "\r\n";
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, request, 0, headBytes.length);
    System.arraycopy(body, 0, request, headBytes.length, body.length);
    long sent = System.nanoTime();
    socket.getOutputStream().write(request);
    String answerHead = readHead();
    String answerBody = readBody(answerHead);
    long nanos = System.nanoTime() - sent;
    return new Answer(Integer.parseInt(answerHead.substring(9, 12)), answerHead, answerBody, nanos);
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder(512);
    while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
      head.append((char) readByte());
    }
    return head.toString().toLowerCase(Locale.ROOT);
  }

  private int readByte() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the server closed the connection");
    }
    return next;
  }

  private String readBody(String head) throws IOException {
    if (head.contains("transfer-encoding: chunked")) {
      return readChunks();
    }
    int at = head.indexOf("content-length:");
    return at < 0 ? "" : read(Integer.parseInt(head.substring(at + 15).split("\r", 2)[0].strip()));
  }

  private String readChunks() throws IOException {
    StringBuilder body = new StringBuilder();
    int size = Integer.parseInt(readLine(), 16);
    while (size > 0) {
      body.append(read(size));
      readLine();
      size = Integer.parseInt(readLine(), 16);
    }
    readLine();
    return body.toString();
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = readByte(); next != '\n'; next = readByte()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private String read(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
