package dev.hearth.host.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server that answers what each path stands for, with a virtual thread for each connection;
 * nothing but the list of answers is shared.
 */
final class TinyServer implements AutoCloseable {

  static final long SLOW_MILLIS = 100;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/200", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
          "/204", "HTTP/1.1 204 No Content\r\n\r\n",
          "/429", "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 2\r\n\r\nno",
          "/500", "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
          "/503", "HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
          "/slow", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow",
          "/chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");

  private final ServerSocket socket;
  private final CountDownLatch end = new CountDownLatch(1);

  TinyServer() throws IOException {
    socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      while (line != null) {
        String path = line.split(" ", -1)[1];
        while (!in.readLine().isEmpty()) {
          // Header fields do not matter here.
        }
        client.getOutputStream().write(answer(path).getBytes(StandardCharsets.ISO_8859_1));
        line = path.equals("/503") ? null : in.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String path) throws InterruptedException {
    if (path.equals("/slow")) {
      Thread.sleep(SLOW_MILLIS);
    }
    String answer = ANSWERS.get(path);
    if (answer == null) {
      end.await(1, TimeUnit.MINUTES);
      return "";
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
  }
}
