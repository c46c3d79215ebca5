package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingPolicyTest {

  private static final Snapshot.Limits LIMITS =
      new Snapshot.Limits(10, 5, 3, Duration.ofMillis(400));
  private static final Snapshot.Load NOTHING = new Snapshot.Load(0, 0, 0, 0, 0);
  private static final Snapshot.Times UNKNOWN = new Snapshot.Times(0, 0, 1);

  /**
   * Warm, host and lane have room; running, starting, of the function, waiting; waited, service,
   * start in milliseconds; fair places; where to.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first call               | false true true   | 0 0 0 0   | 0 0 0    | 1 | COLD",
        "warm one free            | true true true    | 0 0 0 0   | 0 0 0    | 1 | WARM",
        "warm though host is full | true false true   | 3 0 3 0   | 0 9 9    | 1 | WARM",
        "lane full                | false true false  | 0 0 0 0   | 0 0 0    | 1 | WAIT",
        "warm but lane full       | true true false   | 1 0 1 0   | 0 9 9    | 1 | WAIT",
        "all calls run            | true true true    | 10 0 10 0 | 0 9 9    | 1 | WAIT",
        "another version runs all | true true true    | 0 0 10 0  | 0 9 9    | 1 | WAIT",
        "calls and starts fill it | false true true   | 7 3 10 0  | 0 0 0    | 1 | WAIT",
        "host is full             | false false true  | 1 0 1 0   | 0 0 0    | 1 | WAIT",
        "enough starts            | false true true   | 0 3 3 0   | 0 0 0    | 1 | WAIT",
        "nothing measured yet     | false true true   | 1 0 1 0   | 0 0 0    | 1 | COLD",
        "wait shorter than start  | false true true   | 1 0 1 0   | 0 5 10   | 1 | WAIT",
        "wait longer than start   | false true true   | 1 0 1 0   | 0 20 10  | 1 | COLD",
        "many ahead               | false true true   | 1 0 1 2   | 0 5 10   | 1 | COLD",
        "many ahead, many places  | false true true   | 4 0 4 2   | 0 5 10   | 1 | WAIT",
        "has waited a start long  | false true true   | 1 0 1 0   | 11 5 10  | 1 | COLD",
        "line full                | false false true  | 1 0 1 5   | 0 5 10   | 1 | REJECT_FULL",
        "line full, warm one free | true false true   | 1 0 1 5   | 0 5 10   | 1 | WARM",
        "turn after the deadline  | false true false  | 1 0 1 2   | 0 150 10 | 1 | REJECT_LATE",
        "turn before the deadline | false true false  | 3 0 3 2   | 0 150 10 | 1 | WAIT",
        "fair share is in time    | false true false  | 1 0 1 2   | 0 150 10 | 3 | WAIT"
      })
  void placesByTheSnapshotAlone(String row) {
    String[] cells = row.split("\\|", -1);
    String[] room = cells[1].strip().split("\\s+", -1);
    int[] counts = numbers(cells[2]);
    int[] millis = numbers(cells[3]);
    Snapshot now =
        new Snapshot(
            new Snapshot.Room(isTrue(room[0]), isTrue(room[1]), isTrue(room[2])),
            new Snapshot.Load(counts[0], counts[1], counts[2], counts[3], nanos(millis[0])),
            new Snapshot.Times(nanos(millis[1]), nanos(millis[2]), numbers(cells[4])[0]),
            LIMITS,
            false);
    assertThat(SchedulingPolicy.decide(now)).hasToString(cells[5].strip());
  }

  private static boolean isTrue(String text) {
    return Boolean.parseBoolean(text);
  }

  private static long nanos(int millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private static int[] numbers(String cell) {
    return Arrays.stream(cell.strip().split("\\s+", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void aFunctionThatIsSwitchedOffTakesNothing() {
    Snapshot.Limits off = new Snapshot.Limits(0, 5, 3, Duration.ofSeconds(1));
    Snapshot now = new Snapshot(new Snapshot.Room(true, true, true), NOTHING, UNKNOWN, off, false);
    assertThat(SchedulingPolicy.decide(now)).isEqualTo(Placement.REJECT_OFF);
  }

  @Test
  void aCongestedLineIsKeptShort() {
    assertThat(decideWaiting(1, 20, true)).isEqualTo(Placement.WAIT);
    assertThat(decideWaiting(2, 20, true)).isEqualTo(Placement.REJECT_CONGESTED);
    assertThat(decideWaiting(2, 20, false)).isEqualTo(Placement.WAIT);
  }

  private static Placement decideWaiting(int waiting, int serviceMillis, boolean congested) {
    return SchedulingPolicy.decide(
        new Snapshot(
            new Snapshot.Room(false, true, false),
            new Snapshot.Load(1, 0, 1, waiting, 0),
            new Snapshot.Times(nanos(serviceMillis), 1, 1),
            LIMITS,
            congested));
  }

  @Property
  void neverGoesBeyondItsLimits(
      @ForAll @Size(4) List<Boolean> flags,
      @ForAll @IntRange(max = 12) int running,
      @ForAll @IntRange(max = 5) int starting,
      @ForAll @IntRange(max = 8) int waiting,
      @ForAll @LongRange(max = 200_000_000) long service) {
    boolean warm = flags.get(0);
    boolean host = flags.get(1);
    boolean lane = flags.get(2);
    boolean congested = flags.get(3);
    Snapshot now =
        new Snapshot(
            new Snapshot.Room(warm, host, lane),
            new Snapshot.Load(
                running, starting, running + starting, waiting, 200_000_000 - service),
            new Snapshot.Times(service, 20_000_000, 2),
            LIMITS,
            congested);
    int all = running + starting;
    switch (SchedulingPolicy.decide(now)) {
      case WARM -> assertThat(lane && warm && all < 10).isTrue();
      case COLD -> assertThat(lane && host && starting < 3 && all < 10).isTrue();
      case WAIT -> {
        assertThat(waiting).isLessThan(5);
        assertThat(SchedulingPolicy.expectedWaitNanos(now)).isLessThanOrEqualTo(nanos(400));
      }
      case REJECT_FULL -> assertThat(waiting).isGreaterThanOrEqualTo(5);
      case REJECT_LATE ->
          assertThat(SchedulingPolicy.expectedWaitNanos(now)).isGreaterThan(nanos(400));
      case REJECT_CONGESTED -> assertThat(congested).isTrue();
      case REJECT_OFF -> throw new AssertionError("it is not off");
    }
  }

  @Property
  void moreInLineNeverMeansLessOfAWait(
      @ForAll @IntRange(max = 50) int waiting,
      @ForAll @IntRange(max = 12) int running,
      @ForAll @LongRange(max = 200_000_000) long service) {
    assertThat(expected(waiting + 1, running, service))
        .isGreaterThanOrEqualTo(expected(waiting, running, service));
    assertThat(expected(waiting, running + 1, service))
        .isLessThanOrEqualTo(expected(waiting, running, service));
  }

  private static long expected(int waiting, int running, long service) {
    return SchedulingPolicy.expectedWaitNanos(
        new Snapshot(
            new Snapshot.Room(false, false, false),
            new Snapshot.Load(running, 0, running, waiting, 0),
            new Snapshot.Times(service, 0, 1),
            LIMITS,
            false));
  }
}
