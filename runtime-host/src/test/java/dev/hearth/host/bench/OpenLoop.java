package dev.hearth.host.bench;

import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends calls at the moments at which they are to be sent, whether earlier ones have been answered
 * or not. One thread gives them; each is sent on a virtual thread of its own, over a connection
 * that is kept for the next.
 */
final class OpenLoop implements AutoCloseable {

  private final Product product;
  private final Deque<Connection> free = new ConcurrentLinkedDeque<>();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Tally tally = new Tally();

  /** What came of the calls. Guarded by itself. */
  static final class Tally {
    final Samples millis = new Samples();
    final Samples coldMillis = new Samples();
    int failed;
    String firstFailure = "";

    synchronized void answered(boolean cold, double took) {
      millis.add(took);
      if (cold) {
        coldMillis.add(took);
      }
    }

    synchronized void failed(String why) {
      firstFailure = failed++ == 0 ? why : firstFailure;
    }
  }

  OpenLoop(Product product) {
    this.product = product;
  }

  /** Waits until the moment, then sends; latency counts from that moment on. */
  void sendAt(long nanos, String path) {
    for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    var _ = callers.submit(() -> send(nanos, path));
  }

  private void send(long intended, String path) {
    try {
      Connection pooled = free.pollFirst();
      Connection connection = pooled == null ? product.connect() : pooled;
      Connection.Answer answer = connection.exchange("GET", path, "", new byte[0]);
      if (answer.status() == 200) {
        double took = (System.nanoTime() - intended) / 1e6;
        tally.answered(answer.head().contains("x-cold-start: true"), took);
      } else {
        tally.failed(answer.status() + " " + answer.body());
      }
      free.addFirst(connection);
    } catch (IOException e) {
      tally.failed(e.toString());
    }
  }

  /** Waits for the answers that are not there yet. */
  Tally finish() throws IOException {
    callers.close();
    for (Connection connection : free) {
      connection.close();
    }
    free.clear();
    return tally;
  }

  @Override
  public void close() {
    callers.shutdownNow();
  }
}
