package dev.hearth.host.schedule;

import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A host's schedules on clocks that stand until they are moved. Used by one thread. */
abstract class HostWithSchedules {

  static final FunctionName REPORT = new FunctionName("report");
  static final ScheduleId NIGHTLY = Scheduled.id("report", "nightly");
  static final Duration LOOK = Duration.ofSeconds(30);

  final ManualTime time = new ManualTime();
  final MemoryScheduleStore store = new MemoryScheduleStore();
  final FunctionRegistry registry = Scheduled.registry();
  final List<String> signals = new ArrayList<>();
  ScheduleBook book = newBook();

  final ScheduleBook newBook() {
    FiringMaker maker = new FiringMaker(new InvocationId.Source(new Random(7)), 100);
    return new ScheduleBook(
        registry,
        new ScheduleBook.Means(
            store, maker, (function, tasks) -> signals.add(function + " " + tasks)),
        time.source());
  }

  final void deploy(int number, String cron) {
    Scheduled.deploy(registry, "report", number, Scheduled.at("nightly", cron));
    book.review(REPORT);
  }

  final void restart() {
    book = newBook();
    book.open();
  }

  /** Sleeps as its runner does, for so long. */
  final void run(Duration span) {
    Instant end = time.source().now().plus(span);
    while (time.source().now().isBefore(end)) {
      Instant next = book.round();
      Duration left = Duration.between(time.source().now(), next.isBefore(end) ? next : end);
      time.advance(left.compareTo(LOOK) < 0 ? left : LOOK);
      store.finishAll();
    }
    book.round();
  }

  static Instant at(String clock) {
    return Instant.parse("2026-11-01T" + clock + ":00Z");
  }
}
