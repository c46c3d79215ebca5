package dev.hearth.host.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A stream while it is sent: its plan, its connections, its counts. Used by one thread. */
final class Outlet {

  private final Stream stream;
  private final Plan plan;
  private final long begin;
  private final ByteBuffer request;
  private final InetSocketAddress server;
  private final Tally tally;
  private final Deque<Wire> idle = new ArrayDeque<>();
  private final Deque<Attempt> backlog = new ArrayDeque<>();
  private int next;
  private int wires;

  /** A stream that begins at {@code begin} by {@code System.nanoTime}. */
  Outlet(Stream stream, long begin) {
    this.stream = stream;
    this.begin = begin;
    plan = Plan.of(stream.phases(), stream.name().hashCode());
    request = ByteBuffer.wrap(stream.bytes());
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), stream.port());
    tally = Tally.of(stream.phases().size());
  }

  /** The next call that the plan holds; each is given once. */
  Optional<Attempt> nextPlanned() {
    if (next == plan.size()) {
      return Optional.empty();
    }
    return Optional.of(attempt(begin + plan.moment(next++), 1));
  }

  /** What follows an attempt in the order of its caller, if anything does. */
  Optional<Attempt> follower(Attempt attempt, Ending ending, long now, Backoff backoff) {
    if (stream.phases().get(attempt.phase()) instanceof Phase.Closed) {
      return now - begin < plan.end(attempt.phase())
          ? Optional.of(new Attempt(this, now, attempt.phase(), 1))
          : Optional.empty();
    }
    if (ending != Ending.REJECTED || attempt.number() >= backoff.attempts()) {
      return Optional.empty();
    }
    Attempt again = attempt(now + backoff.after(attempt.number()), attempt.number() + 1);
    boolean over = again.at() - begin >= plan.end(stream.phases().size() - 1);
    return over ? Optional.empty() : Optional.of(again);
  }

  private Attempt attempt(long at, int number) {
    return new Attempt(this, at, plan.phaseAt(at - begin), number);
  }

  void count(Attempt attempt, Ending ending, long now) {
    attempt.end();
    tally.add(attempt.phase(), ending, attempt.at() - begin, now - attempt.at());
  }

  Tally tally() {
    return tally;
  }

  ByteBuffer request() {
    return request.duplicate();
  }

  InetSocketAddress server() {
    return server;
  }

  /** Connections that wait for a request, the one used last at the end. */
  Deque<Wire> idle() {
    return idle;
  }

  /** Calls that wait for a connection. */
  Deque<Attempt> backlog() {
    return backlog;
  }

  int wires() {
    return wires;
  }

  void opened() {
    wires++;
  }

  void closed(Wire wire) {
    wires--;
    idle.remove(wire);
  }
}
