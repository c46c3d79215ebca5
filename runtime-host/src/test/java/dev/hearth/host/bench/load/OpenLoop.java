package dev.hearth.host.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Sends streams of requests, all on the thread that calls {@link #run}, which owns everything here.
 * Requests leave at the moments of their plan, whether those before have been answered or not, and
 * their latency is counted from those moments. The thread sleeps by the millisecond, so latencies
 * may be up to one too long.
 */
public final class OpenLoop implements AutoCloseable {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_SLEEP = 20 * MILLI;

  /** A call on its way, and what carries it. */
  private record Flight(Attempt attempt, Wire wire, long sent) {}

  private final Clients clients;
  private final Backoff backoff;
  private final List<Outlet> outlets;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final Queue<Attempt> due = new PriorityQueue<>(Attempt.IN_TIME);
  private final Deque<Flight> flights = new ArrayDeque<>();
  private int unanswered;
  private long sent;
  private long behind;
  private long worst;

  private OpenLoop(List<Stream> streams, Clients clients) throws IOException {
    this.clients = clients;
    backoff = new Backoff(clients);
    selector = Selector.open();
    long begin = System.nanoTime() + 10 * MILLI;
    outlets = streams.stream().map(stream -> new Outlet(stream, begin)).toList();
  }

  /** Sends all {@code streams} at the same time, and returns when all calls have ended. */
  public static Report run(List<Stream> streams, Clients clients) throws IOException {
    try (OpenLoop loop = new OpenLoop(streams, clients)) {
      return loop.run();
    }
  }

  private Report run() throws IOException {
    long begun = System.nanoTime();
    long effort = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    outlets.forEach(outlet -> outlet.nextPlanned().ifPresent(due::add));
    while (!due.isEmpty() || unanswered > 0) {
      sendDue();
      expire(System.nanoTime());
      await();
    }
    effort = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - effort;
    double processor = (double) effort / (System.nanoTime() - begun);
    return new Report(
        outlets.stream().map(Outlet::tally).toList(),
        new Punctuality(sent, behind, (double) worst / MILLI, processor));
  }

  private void await() throws IOException {
    Attempt next = due.peek();
    long nanos = next == null ? LONGEST_SLEEP : next.at() - System.nanoTime();
    if (nanos <= 0) {
      selector.selectNow(this::ready);
    } else {
      selector.select(this::ready, (Math.min(nanos, LONGEST_SLEEP) + MILLI - 1) / MILLI);
    }
  }

  private void sendDue() {
    Attempt next = due.peek();
    while (next != null && next.at() <= System.nanoTime()) {
      due.remove();
      if (next.number() == 1) {
        next.outlet().nextPlanned().ifPresent(due::add);
      }
      unanswered++;
      send(next);
      next = due.peek();
    }
  }

  private void send(Attempt attempt) {
    Outlet outlet = attempt.outlet();
    Wire wire = outlet.idle().pollLast();
    if (wire == null && outlet.wires() >= clients.connections()) {
      outlet.backlog().add(attempt);
      return;
    }
    long now = System.nanoTime();
    sent++;
    behind += now - attempt.at() > Punctuality.TOLERANCE_MILLIS * MILLI ? 1 : 0;
    worst = Math.max(worst, now - attempt.at());
    if (wire == null) {
      open(attempt, now);
    } else {
      reuse(wire, attempt, now);
    }
  }

  private void open(Attempt attempt, long now) {
    try {
      Wire wire = Wire.open(selector, attempt);
      attempt.outlet().opened();
      flights.add(new Flight(attempt, wire, now));
    } catch (IOException e) {
      end(attempt, Ending.FAILED);
    }
  }

  private void reuse(Wire wire, Attempt attempt, long now) {
    flights.add(new Flight(attempt, wire, now));
    try {
      wire.send(attempt);
    } catch (IOException e) {
      broken(wire, Ending.FAILED);
    }
  }

  private void ready(SelectionKey key) {
    if (!(key.attachment() instanceof Wire wire) || !key.isValid()) {
      return;
    }
    try {
      if (key.isConnectable()) {
        wire.connected();
      } else if (wire.read(buffer)) {
        answered(wire);
      }
    } catch (IOException e) {
      broken(wire, Ending.FAILED);
    }
  }

  private void answered(Wire wire) {
    Attempt attempt = wire.attempt();
    boolean inTime = System.nanoTime() - attempt.at() <= clients.inTime().toNanos();
    if (wire.release()) {
      attempt.outlet().idle().add(wire);
    } else {
      drop(wire);
    }
    end(attempt, Ending.of(wire.status(), inTime));
    refill(attempt.outlet());
  }

  private void broken(Wire wire, Ending ending) {
    drop(wire);
    if (wire.isBusy()) {
      wire.release();
      end(wire.attempt(), ending);
    }
    refill(wire.attempt().outlet());
  }

  private static void drop(Wire wire) {
    wire.attempt().outlet().closed(wire);
    wire.close();
  }

  private void refill(Outlet outlet) {
    Attempt waiting = outlet.backlog().poll();
    if (waiting != null) {
      send(waiting);
    }
  }

  private void end(Attempt attempt, Ending ending) {
    long now = System.nanoTime();
    unanswered--;
    attempt.outlet().count(attempt, ending, now);
    attempt.outlet().follower(attempt, ending, now, backoff).ifPresent(due::add);
  }

  /** Ends what has waited for longer than a client does. */
  private void expire(long now) {
    long oldest = now - clients.patience().toNanos();
    Flight flight = flights.peek();
    while (flight != null && (flight.attempt.hasEnded() || flight.sent < oldest)) {
      flights.remove();
      if (!flight.attempt.hasEnded()) {
        broken(flight.wire, Ending.GIVEN_UP);
      }
      flight = flights.peek();
    }
    outlets.forEach(outlet -> expireBacklog(outlet, oldest));
  }

  private void expireBacklog(Outlet outlet, long oldest) {
    Attempt waiting = outlet.backlog().peek();
    while (waiting != null && waiting.at() < oldest) {
      outlet.backlog().remove();
      end(waiting, Ending.UNSENT);
      waiting = outlet.backlog().peek();
    }
  }

  @Override
  public void close() {
    try {
      selector
          .keys()
          .forEach(key -> {
            if (key.attachment() instanceof Wire wire) {
              wire.close();
            }
          });
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
