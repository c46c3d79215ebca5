package dev.hearth.host;

import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.LogLine;
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
  private final BlockingQueue<InvocationRecord> pending = new ArrayBlockingQueue<>(MOST_PENDING);
  private final LongAdder dropped = new LongAdder();
  private final Thread writer;

  FunctionLogEcho(PrintStream console) {
    this.console = console;
    this.writer = Thread.ofVirtual().name("hearth-log-echo").start(this::write);
  }

  @Override
  public void ended(InvocationRecord record) {
    if (!record.log().isEmpty() && !pending.offer(record)) {
      dropped.increment();
    }
  }

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

  private void print(InvocationRecord record) {
    List<LogLine> lines = record.log().lines();
    String prefix = record.invocation().version().id() + " " + record.invocation().id() + " ";
    lines.forEach(line -> console.println(prefix + line.level() + " " + line.text()));
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
