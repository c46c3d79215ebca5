package dev.hearth.host.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulingPolicyTest {

  /** What; warm and host room; running, starting, waiting; waited, service, start; where to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "first call               | false true  | 0 0 0  | 0 0 0    | COLD",
        "warm one free            | true  true  | 0 0 0  | 0 0 0    | WARM",
        "warm though host is full | true  false | 3 0 0  | 0 9 9    | WARM",
        "all calls run            | true  true  | 10 0 0 | 0 9 9    | WAIT",
        "calls and starts fill it | false true  | 7 3 0  | 0 0 0    | WAIT",
        "host is full             | false false | 1 0 0  | 0 0 0    | WAIT",
        "enough starts            | false true  | 0 3 0  | 0 0 0    | WAIT",
        "nothing measured yet     | false true  | 1 0 0  | 0 0 0    | COLD",
        "wait shorter than start  | false true  | 1 0 0  | 0 5 10   | WAIT",
        "wait longer than start   | false true  | 1 0 0  | 0 20 10  | COLD",
        "many ahead               | false true  | 1 0 2  | 0 5 10   | COLD",
        "many ahead, many places  | false true  | 4 0 2  | 0 5 10   | WAIT",
        "has waited a start long  | false true  | 1 0 0  | 11 5 10  | COLD",
        "line full                | false false | 1 0 5  | 0 5 10   | REJECT_FULL",
        "line full, warm one free | true  false | 1 0 5  | 0 5 10   | WARM"
      })
  void placesByTheSnapshotAlone(String row) {
    String[] cells = row.split("\\|", -1);
    String[] room = cells[1].strip().split("\\s+", -1);
    int[] counts = numbers(cells[2]);
    int[] nanos = numbers(cells[3]);
    Snapshot now =
        new Snapshot(
            Boolean.parseBoolean(room[0]),
            Boolean.parseBoolean(room[1]),
            counts[0],
            counts[1],
            counts[2],
            nanos[0],
            nanos[1],
            nanos[2],
            new Snapshot.Limits(10, 5, 3));
    assertThat(SchedulingPolicy.decide(now)).hasToString(cells[4].strip());
  }

  private static int[] numbers(String cell) {
    return Arrays.stream(cell.strip().split("\\s+", -1)).mapToInt(Integer::parseInt).toArray();
  }

  @Test
  void aFunctionThatIsSwitchedOffTakesNothing() {
    Snapshot off = new Snapshot(true, true, 0, 0, 0, 0, 0, 0, new Snapshot.Limits(0, 5, 3));
    assertThat(SchedulingPolicy.decide(off)).isEqualTo(Placement.REJECT_OFF);
  }

  @Property
  void neverGoesBeyondItsLimits(
      @ForAll boolean warmRoom,
      @ForAll boolean hostRoom,
      @ForAll @IntRange(max = 12) int running,
      @ForAll @IntRange(max = 5) int starting,
      @ForAll @IntRange(max = 8) int waiting,
      @ForAll @LongRange(max = 40) long each) {
    Snapshot now =
        new Snapshot(
            warmRoom,
            hostRoom,
            running,
            starting,
            waiting,
            40 - each,
            each,
            20,
            new Snapshot.Limits(10, 5, 3));
    switch (SchedulingPolicy.decide(now)) {
      case WARM -> assertThat(warmRoom && running < 10).isTrue();
      case COLD -> assertThat(hostRoom && starting < 3 && running + starting < 10).isTrue();
      case WAIT -> assertThat(waiting).isLessThan(5);
      case REJECT_FULL -> assertThat(waiting).isGreaterThanOrEqualTo(5);
      case REJECT_OFF -> throw new AssertionError("it is not off");
    }
  }
}
