package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends any bytes; a read fails after 20 seconds without any. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
  }

  /** Sends the text, each character as one byte. */
  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends each byte by itself. */
  RawClient sendByteByByte(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      send(text.substring(i, i + 1));
    }
    return this;
  }

  /** Says that nothing more will be sent. */
  RawClient finish() throws IOException {
    socket.shutdownOutput();
    return this;
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

  /** Reads until the server closes. */
  String readToClose() throws IOException {
    StringBuilder read = new StringBuilder();
    InputStream in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.append((char) b);
      }
    } catch (SocketException reset) {
      // A reset closes too.
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
