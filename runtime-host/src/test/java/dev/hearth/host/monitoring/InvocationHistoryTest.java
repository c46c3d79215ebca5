package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.InvocationRecord;
import dev.hearth.host.invocation.Lineage;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvocationHistoryTest {

  private static final ByteSize MUCH = ByteSize.mebibytes(64);

  @Test
  void remembersWhatHappenedButNeitherInputNorAnswer() {
    InvocationHistory history = history(new HistoryLimits(10, MUCH, 100, 1));
    InvocationRecord record =
        Examples.ended(
            Examples.invocation(
                "id-1", Examples.http("PUT", "/" + "x".repeat(400)), Examples.TRACE),
            Examples.THREW,
            Examples.COLD);
    record.log().add("INFO", "stdout", "before it threw");
    history.ended(record);
    HistoryEntry entry = history.find(new InvocationId("id-1")).orElseThrow();
    assertThat(entry.version()).isEqualTo(Examples.HELLO.id());
    assertThat(entry.method()).isEqualTo("PUT");
    assertThat(entry.path()).hasSize(HistoryEntry.PATH_CHARACTERS);
    assertThat(entry.outcome()).isEqualTo("function-error");
    assertThat(entry.detail()).isEqualTo("hello threw an exception.");
    assertThat(entry.error().type()).isEqualTo("com.acme.Boom");
    assertThat(entry.status()).isEqualTo(502);
    assertThat(entry.receivedAt()).isEqualTo(Examples.RECEIVED);
    assertThat(entry.timings()).isEqualTo(Examples.COLD);
    assertThat(entry.usage()).isEqualTo(Examples.USAGE);
    assertThat(entry.trace()).isEqualTo(Examples.TRACE);
    assertThat(entry.cold()).isTrue();
    assertThat(entry.log()).singleElement().satisfies(l -> assertThat(l.text()).contains("threw"));
    assertThat(entry.sampledOneIn()).isEqualTo(1);
  }

  @Test
  void tellsTheNewestFirstWhateverTheirKind() {
    InvocationHistory history = history(new HistoryLimits(10, MUCH, 100, 1));
    history.ended(Examples.ended("a", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("b", Examples.THREW, Examples.WARM));
    history.ended(Examples.ended("c", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("d", Examples.OK, Examples.COLD));
    assertThat(ids(history, HistoryQuery.newest(3))).containsExactly("d", "c", "b");
  }

  @Test
  void aQueryNarrowsByFunctionOutcomeAndTime() {
    InvocationHistory history = history(new HistoryLimits(10, MUCH, 100, 1));
    history.ended(Examples.ended("a", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("b", Examples.THREW, Examples.WARM));
    Instant received = Examples.RECEIVED;
    assertThat(ids(history, query("hello", "success", received))).containsExactly("a");
    assertThat(ids(history, query("", "function-error", Instant.MIN))).containsExactly("b");
    assertThat(ids(history, query("other", "", Instant.MIN))).isEmpty();
    assertThat(ids(history, query("", "", received.plusNanos(1)))).isEmpty();
  }

  @Test
  void plainSuccessesMakeRoomForFailuresAndColdStarts() {
    InvocationHistory history = history(new HistoryLimits(10, MUCH, 1000, 1));
    for (int i = 0; i < 10; i++) {
      history.ended(Examples.ended("plain-" + i, Examples.OK, Examples.WARM));
    }
    for (int i = 0; i < 3; i++) {
      history.ended(Examples.ended("failed-" + i, Examples.THREW, Examples.WARM));
      history.ended(Examples.ended("cold-" + i, Examples.OK, Examples.COLD));
    }
    for (int i = 10; i < 30; i++) {
      history.ended(Examples.ended("plain-" + i, Examples.OK, Examples.WARM));
    }
    assertThat(ids(history, HistoryQuery.newest(100)))
        .hasSize(10)
        .contains("failed-0", "failed-2", "cold-0", "cold-2", "plain-29")
        .doesNotContain("plain-25");
    assertThat(history.find(new InvocationId("plain-0"))).isEmpty();
  }

  @Test
  void aStormOfFailuresLeavesATenthToPlainSuccesses() {
    InvocationHistory history = history(new HistoryLimits(20, MUCH, 1000, 1));
    for (int i = 0; i < 10; i++) {
      history.ended(Examples.ended("plain-" + i, Examples.OK, Examples.WARM));
    }
    for (int i = 0; i < 100; i++) {
      history.ended(Examples.ended("failed-" + i, Examples.THREW, Examples.WARM));
    }
    assertThat(ids(history, HistoryQuery.newest(100)))
        .hasSize(20)
        .contains("plain-9", "plain-8", "failed-99")
        .doesNotContain("plain-7", "failed-81");
  }

  @Test
  void staysWithinItsBytesHoweverMuchIsLogged() {
    InvocationHistory history = history(new HistoryLimits(1000, ByteSize.kibibytes(64), 9, 1));
    for (int i = 0; i < 50; i++) {
      InvocationRecord record = Examples.ended("id-" + i, Examples.THREW, Examples.WARM);
      record.log().add("INFO", "stdout", "x".repeat(4000));
      history.ended(record);
    }
    assertThat(history.bytes()).isLessThanOrEqualTo(64 * 1024);
    assertThat(history.entries()).isBetween(2, 8);
    assertThat(history.find(new InvocationId("id-49"))).isPresent();
  }

  @Test
  void aPlainSuccessBeyondTheRateSaysHowManyItStandsFor() {
    InvocationHistory history = history(new HistoryLimits(100, MUCH, 2, 10));
    for (int i = 1; i <= 25; i++) {
      history.ended(Examples.ended("id-" + i, Examples.OK, Examples.WARM));
    }
    assertThat(ids(history, HistoryQuery.newest(100)))
        .containsExactly("id-22", "id-12", "id-2", "id-1");
    assertThat(history.find(new InvocationId("id-22")).orElseThrow().sampledOneIn()).isEqualTo(10);
  }

  @Test
  void anotherAttemptIsNotPlainAndTakesThePlaceOfTheFirstWhenAskedFor() {
    InvocationHistory history = history(new HistoryLimits(100, MUCH, 0, 1000));
    history.ended(Examples.ended("id-1", Examples.THREW, Examples.WARM));
    Invocation first = Examples.ended("id-1", Examples.OK, Examples.WARM).invocation();
    Invocation second =
        new Invocation(
            first.id(),
            first.version(),
            first.input(),
            Trigger.PUBSUB,
            2,
            first.receivedAt(),
            first.trace(),
            Lineage.ROOT,
            first.version().spec().lane(),
            Duration.ZERO);
    history.ended(Examples.ended(second, Examples.OK, Examples.WARM));
    assertThat(history.find(new InvocationId("id-1")).orElseThrow().attempt()).isEqualTo(2);
    assertThat(history.entries()).isEqualTo(2);
  }

  private static Invocation again(Invocation first, int attempt, Duration patience) {
    return new Invocation(
        first.id(),
        first.version(),
        first.input(),
        Trigger.PUBSUB,
        attempt,
        first.receivedAt(),
        first.trace(),
        Lineage.ROOT,
        first.version().spec().lane(),
        patience);
  }

  @Test
  void whatNobodyWaitsForIsNotPlain() {
    InvocationHistory history = history(new HistoryLimits(100, MUCH, 0, 1000));
    Invocation awaited = Examples.ended("id-1", Examples.OK, Examples.WARM).invocation();
    history.ended(Examples.ended(awaited, Examples.OK, Examples.WARM));
    assertThat(history.entries()).isZero();
    Invocation async = again(awaited, 1, Duration.ofMinutes(1));
    history.ended(Examples.ended(async, Examples.OK, Examples.WARM));
    assertThat(history.find(new InvocationId("id-1")).orElseThrow())
        .matches(HistoryEntry::async)
        .matches(entry -> !entry.plain());
  }

  @Test
  void itsBoundsHoldWhenManyThreadsWriteAndRead() throws InterruptedException {
    HistoryLimits limits = new HistoryLimits(100, ByteSize.kibibytes(128), 1_000_000, 1);
    InvocationHistory history = history(limits);
    List<Thread> threads = new ArrayList<>();
    List<Integer> tooMany = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < 4; t++) {
      String name = "t" + t + "-";
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 2_000; i++) {
                  history.ended(example(name + i, i));
                  if (history.entries() > 100 || history.bytes() > 128 * 1024) {
                    tooMany.add(i);
                  }
                  if (i % 100 == 0 && history.recent(HistoryQuery.newest(200)).size() > 100) {
                    tooMany.add(i);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(tooMany).isEmpty();
    List<HistoryEntry> all = history.recent(HistoryQuery.newest(1000));
    assertThat(all).hasSize(history.entries()).doesNotHaveDuplicates();
    assertThat(all.stream().mapToLong(HistoryEntry::bytes).sum()).isEqualTo(history.bytes());
    assertThat(all).allSatisfy(e -> assertThat(history.find(e.id())).contains(e));
  }

  private static InvocationRecord example(String id, int i) {
    Outcome outcome = i % 3 == 0 ? Examples.THREW : Examples.OK;
    Timings timings = i % 5 == 0 ? Examples.COLD : Examples.WARM;
    return Examples.ended(id, outcome, timings);
  }

  private static InvocationHistory history(HistoryLimits limits) {
    TimeSource still = new TimeSource(InstantSource.fixed(Examples.RECEIVED), () -> 5_000_000_000L);
    return new InvocationHistory(limits, Examples::status, still);
  }

  private static HistoryQuery query(String function, String outcome, Instant since) {
    HistoryQuery.Filter all = HistoryQuery.Filter.ALL;
    return new HistoryQuery(
        new HistoryQuery.Filter(
            function, 0, outcome, all.trigger(), false, 0, since, all.until(), 0),
        Long.MAX_VALUE,
        9);
  }

  @Test
  void handsOnWhatItKeepsEachAtAGreaterPosition() {
    List<HistoryEntry> handed = new ArrayList<>();
    long before = Positions.of(Examples.RECEIVED.plusSeconds(60));
    TimeSource still = new TimeSource(InstantSource.fixed(Examples.RECEIVED), () -> 5_000_000_000L);
    InvocationHistory history =
        new InvocationHistory(
            new HistoryLimits(2, MUCH, 2, 1_000),
            Examples::status,
            still,
            new Positions(before),
            handed::add);
    history.ended(Examples.ended("a", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("b", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("sampled out", Examples.OK, Examples.WARM));
    history.ended(Examples.ended("c", Examples.THREW, Examples.WARM));
    assertThat(handed).extracting(entry -> entry.id().value()).containsExactly("a", "b", "c");
    assertThat(handed)
        .extracting(HistoryEntry::position)
        .containsExactly(before + 1, before + 2, before + 3);
  }

  private static List<String> ids(InvocationHistory history, HistoryQuery query) {
    return history.recent(query).stream().map(entry -> entry.id().value()).toList();
  }
}
