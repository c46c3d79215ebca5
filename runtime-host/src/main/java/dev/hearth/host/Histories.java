package dev.hearth.host;

import dev.hearth.host.config.Setting;
import dev.hearth.host.config.Settings;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.InvocationListener;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.monitoring.Gauges;
import dev.hearth.host.monitoring.HistoryLimits;
import dev.hearth.host.monitoring.InvocationHistory;
import dev.hearth.host.monitoring.Positions;
import dev.hearth.host.monitoring.history.ExecutionHistory;
import dev.hearth.host.monitoring.history.HistoryStore;
import dev.hearth.host.monitoring.history.HistoryWriter;
import dev.hearth.host.monitoring.history.LogStream;
import dev.hearth.host.monitoring.history.RetentionLimits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/** The parts of the history, put together, and the thread that writes it. */
final class Histories implements AutoCloseable {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting("history.max-entries", "10000", "recent invocations in memory"),
          new Setting("history.memory-bytes", "64MiB", "what they may take"),
          new Setting("history.buffer-bytes", "32MiB", "what may wait in memory to be stored"),
          new Setting("history.keep", "7d", "how long invocations are kept on disk"),
          new Setting("history.max-bytes", "1GiB", "what they may take on disk"),
          new Setting("logs.keep", "7d", "how long log lines are kept on disk"),
          new Setting("logs.max-bytes", "1GiB", "what they may take on disk"));

  private static final Logger LOG = System.getLogger(Histories.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final InvocationHistory recent;
  private final LogStream logs;
  private final HistoryWriter writer;
  private final ExecutionHistory queries;
  private final Thread thread;
  private volatile boolean closed;

  private Histories(
      HistoryStore store, Limits limits, ToIntFunction<Outcome> status, TimeSource time) {
    Positions ofLines = new Positions(store.last(HistoryStore.Kind.LINES));
    Positions ofInvocations = new Positions(store.last(HistoryStore.Kind.INVOCATIONS));
    this.logs = new LogStream(limits.disk().buffer().bytes() / 2, ofLines);
    this.writer = new HistoryWriter(store, logs, limits.disk(), time);
    this.recent = new InvocationHistory(limits.memory(), status, time, ofInvocations, writer::keep);
    this.queries = new ExecutionHistory(recent, writer, logs, store);
    this.thread = Thread.ofPlatform().name("hearth-history").daemon().unstarted(this::work);
  }

  /** How much is kept, and where. */
  record Limits(HistoryLimits memory, RetentionLimits disk) {

    static Limits from(Settings settings) {
      HistoryLimits defaults = HistoryLimits.defaults();
      return new Limits(
          new HistoryLimits(
              settings.integer("history.max-entries", 1, 10_000_000),
              settings.size("history.memory-bytes"),
              defaults.plainPerSecond(),
              defaults.sampleOneIn()),
          new RetentionLimits(
              new RetentionLimits.Limit(
                  settings.duration("history.keep"), settings.size("history.max-bytes")),
              new RetentionLimits.Limit(
                  settings.duration("logs.keep"), settings.size("logs.max-bytes")),
              settings.size("history.buffer-bytes")));
    }
  }

  /** Opens the history and begins to write it. */
  static Histories open(
      HistoryStore store, Limits limits, ToIntFunction<Outcome> status, TimeSource time) {
    Histories histories = new Histories(store, limits, status, time);
    histories.thread.start();
    return histories;
  }

  /** What has to hear of invocations. */
  List<InvocationListener> listeners() {
    return List.of(recent, logs);
  }

  /** What is asked. */
  ExecutionHistory queries() {
    return queries;
  }

  /** Shows how the history is. */
  void register(Gauges gauges) {
    gauges.gauge("hearth.history.bytes", "what the recent invocations take", "By", recent::bytes);
    gauges.gauge(
        "hearth.history.waiting",
        "what invocations take that wait to be stored",
        "By",
        writer::bytes);
    gauges.gauge(
        "hearth.logs.waiting", "what lines take that wait to be stored", "By", logs::bytes);
    gauges.gauge("hearth.logs.followers", "clients that follow", "{client}", logs::followers);
    gauges.counter(
        "hearth.history.unstored.plain",
        "plain successes that were not stored for want of room",
        "{invocation}",
        writer::plainLost);
    gauges.counter(
        "hearth.history.unstored.notable",
        "failures, cold starts and repeated attempts that were not stored for want of room",
        "{invocation}",
        writer::notableLost);
    gauges.counter(
        "hearth.logs.unstored",
        "log lines that were not stored for want of room",
        "{line}",
        logs::leftOut);
  }

  private void work() {
    while (!closed) {
      if (!stepped()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private boolean stepped() {
    try {
      return writer.step();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "the history could not be written and will be tried again", unexpected);
      return false;
    }
  }

  /** Writes what waits; nothing is written after that. To be done before the store is closed. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      writer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, "the last of the history could not be written", unexpected);
    }
  }
}
