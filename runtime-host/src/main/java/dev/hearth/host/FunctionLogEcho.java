package dev.hearth.host;

import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.registry.VersionId;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Shows on the console what functions log, with the function and the invocation before each line. A
 * thread of its own writes, so that a console that nobody reads holds up no call; what it cannot
 * keep up with is dropped here, but stays in the history.
 */
final class FunctionLogEcho implements InvocationListener, AutoCloseable {

  private static final int MOST_PENDING = 1_024;

  private final PrintStream console;
  private final BlockingQueue<Shown> pending = new ArrayBlockingQueue<>(MOST_PENDING);
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;

  FunctionLogEcho(PrintStream console) {
    this.console = console;
    this.writer = Thread.ofVirtual().name("hearth-log-echo").start(this::write);
  }

  @Override
  public void ended(InvocationRecord record) {
    if (!record.log().isEmpty()) {
      show(record.invocation(), record.log().lines());
    }
  }

  @Override
  public void logged(Invocation invocation, LogLine line, boolean afterEnd) {
    if (afterEnd) {
      show(invocation, List.of(line));
    }
  }

  private void show(Invocation invocation, List<LogLine> lines) {
    if (!pending.offer(new Shown(invocation.version().id(), invocation.id(), lines))) {
      dropped.increment();
    }
  }

  /** Lines of one call. */
  private record Shown(VersionId version, InvocationId id, List<LogLine> lines) {}

  private void write() {
    try {
      while (true) {
        print(pending.take());
        long lost = dropped.sumThenReset();
        if (lost > 0) {
          console.println("(the logs of " + lost + " calls are not shown here)");
        }
      }
    } catch (InterruptedException closed) {
      pending.forEach(this::print);
    }
  }

  private void print(Shown shown) {
    String prefix = shown.version() + " " + shown.id() + " ";
    shown.lines().forEach(line -> console.println(prefix + line.level() + " " + line.text()));
  }

  /** Shows what is pending, then ends. */
  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
