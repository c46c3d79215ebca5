package dev.hearth.host.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.fixture.Calls;
import dev.hearth.host.fixture.ManualTime;
import dev.hearth.host.fixture.Versions;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.LogLine;
import dev.hearth.host.monitoring.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogStreamTest {

  private static final Invocation HELLO = Calls.invocation(Versions.of("hello").version(), "id-1");
  private static final Invocation OTHER = Calls.invocation(Versions.of("other").version(), "id-2");
  private static final LogQuery ALL =
      new LogQuery(LogQuery.Filter.ALL, 0, Long.MAX_VALUE, 1_000_000);

  static void log(LogStream stream, String text) {
    log(stream, HELLO, text);
  }

  private static void log(LogStream stream, Invocation invocation, String text) {
    stream.logged(invocation, new LogLine(ManualTime.START, "INFO", "stdout", text), false);
  }

  private static List<String> texts(List<LoggedLine> lines) {
    return lines.stream().map(line -> line.line().text()).toList();
  }

  private static List<String> taken(LogFollower follower) {
    List<String> taken = new ArrayList<>();
    Optional<LogFollower.Next> next = follower.poll();
    while (next.isPresent()) {
      if (next.get().leftOut() > 0) {
        taken.add("(" + next.get().leftOut() + ")");
      }
      next.get().line().ifPresent(line -> taken.add(line.line().text()));
      next = follower.poll();
    }
    return taken;
  }

  @Test
  void linesAreThereAtOnceInTheOrderInWhichTheyCame() {
    LogStream stream = new LogStream(1 << 20, new Positions(77));
    log(stream, "one");
    log(stream, OTHER, "two");
    List<LoggedLine> found = stream.unwritten(ALL);
    assertThat(texts(found)).containsExactly("two", "one");
    assertThat(found.getFirst().position()).isGreaterThan(found.getLast().position());
    assertThat(found.getFirst().version()).isEqualTo(OTHER.version().id());
    assertThat(found.getFirst().invocation()).isEqualTo(OTHER.id());
  }

  @Test
  void whenNobodyMovesLinesOnNewOnesAreLeftOutAndANoteSaysSo() {
    LogStream stream = new LogStream(64 * 1024, new Positions(0));
    for (int i = 0; i < 10_000; i++) {
      log(stream, "line " + i);
    }
    assertThat(stream.bytes()).isLessThanOrEqualTo(64 * 1024);
    long leftOut = stream.leftOut();
    assertThat(leftOut).isBetween(9_000L, 9_999L);
    stream.settle();
    stream.written(Long.MAX_VALUE);
    stream.settle();
    LoggedLine note = stream.unwritten(ALL).getFirst();
    assertThat(note.line().text()).startsWith(leftOut + " lines before this one were left out");
    assertThat(note.version()).isEqualTo(HELLO.version().id());
    assertThat(note.attempt()).isZero();
    stream.written(Long.MAX_VALUE);
    stream.settle();
    assertThat(stream.unwritten(ALL)).isEmpty();
  }

  @Test
  void whenNobodyWritesTheOldestMakeRoomForTheNewest() {
    LogStream stream = new LogStream(64 * 1024, new Positions(0));
    for (int i = 0; i < 10_000; i++) {
      log(stream, "line " + i);
      stream.settle();
    }
    assertThat(stream.bytes()).isLessThanOrEqualTo(64 * 1024);
    List<String> texts = texts(stream.unwritten(ALL));
    assertThat(texts.getFirst()).isEqualTo("line 9999");
    assertThat(stream.leftOut()).isEqualTo(10_000 - texts.size());
  }

  @Test
  void everyFollowerHearsWhatItWantsFromThenOn() {
    LogStream stream = new LogStream(1 << 20, new Positions(0));
    log(stream, "before");
    stream.settle();
    LogFollower all = stream.follow(LogQuery.Filter.ALL);
    LogFollower one = stream.follow(LogQuery.Filter.of("id-2"));
    log(stream, "first");
    log(stream, OTHER, "second");
    stream.settle();
    assertThat(taken(all)).containsExactly("first", "second");
    assertThat(taken(one)).containsExactly("second");
    stream.unfollow(one);
    log(stream, OTHER, "third");
    stream.settle();
    assertThat(taken(one)).isEmpty();
    assertThat(taken(all)).containsExactly("third");
    assertThat(stream.followers()).isEqualTo(1);
  }

  @Test
  void aSlowFollowerMissesLinesAndIsToldWhereAndHowMany() {
    LogStream stream = new LogStream(64 << 20, new Positions(0));
    LogFollower slow = stream.follow(LogQuery.Filter.ALL);
    LogFollower quick = stream.follow(LogQuery.Filter.ALL);
    int heard = 0;
    for (int i = 0; i < LogFollower.MOST_LINES + 5; i++) {
      log(stream, "line " + i);
      stream.settle();
      heard += taken(quick).size();
    }
    assertThat(heard).isEqualTo(LogFollower.MOST_LINES + 5);
    assertThat(slow.poll().orElseThrow().line().orElseThrow().line().text()).isEqualTo("line 0");
    log(stream, "after the gap");
    stream.settle();
    List<String> rest = taken(slow);
    assertThat(rest).hasSize(LogFollower.MOST_LINES + 1);
    assertThat(rest.subList(rest.size() - 3, rest.size()))
        .containsExactly("line " + (LogFollower.MOST_LINES - 1), "(5)", "after the gap");
  }

  @Test
  void aFollowerHoldsNoMoreBytesThanItMayHoweverLongTheLines() {
    LogStream stream = new LogStream(64 << 20, new Positions(0));
    LogFollower slow = stream.follow(LogQuery.Filter.ALL);
    for (int i = 0; i < 500; i++) {
      log(stream, "x".repeat(8_000));
    }
    stream.settle();
    List<String> all = taken(slow);
    assertThat(all.getLast()).matches("\\(\\d+\\)");
    long characters = all.stream().mapToLong(String::length).sum();
    assertThat(characters).isBetween(LogFollower.MOST_BYTES / 4, LogFollower.MOST_BYTES / 2);
  }

  @Test
  void noLineIsLostOrToldTwiceWhenManyThreadsLog() throws InterruptedException {
    LogStream stream = new LogStream(64 << 20, new Positions(0));
    LogFollower follower = stream.follow(LogQuery.Filter.ALL);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "t" + t + " ";
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 1_000; i++) {
                  log(stream, name + i);
                }
              }));
    }
    List<String> heard = new ArrayList<>();
    while (threads.stream().anyMatch(Thread::isAlive)) {
      stream.settle();
      heard.addAll(taken(follower));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    stream.settle();
    heard.addAll(taken(follower));
    long missed =
        heard.stream()
            .filter(text -> text.startsWith("("))
            .mapToLong(text -> Long.parseLong(text.substring(1, text.length() - 1)))
            .sum();
    List<String> lines = heard.stream().filter(text -> !text.startsWith("(")).toList();
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines.size() + missed).isEqualTo(4_000);
    List<String> stored = texts(stream.unwritten(ALL));
    assertThat(stored).hasSize(4_000).doesNotHaveDuplicates();
    assertThat(stored.stream().filter(text -> text.startsWith("t2")).toList())
        .startsWith("t2 999", "t2 998")
        .endsWith("t2 0");
  }
}
