package dev.hearth.host.bench.load;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of one stream. Used by the generator's thread, then by who reads it.
 *
 * @param phases the count of each phase; an attempt belongs to that in which it should have left
 * @param trace each attempt
 */
public record Tally(List<Count> phases, Trace trace) {

  static Tally of(int phases) {
    return new Tally(IntStream.range(0, phases).mapToObj(_ -> new Count()).toList(), new Trace());
  }

  /** What the {@code index}th phase counted. */
  public Count phase(int index) {
    return phases.get(index);
  }

  void add(int phase, Ending ending, long at, long latency) {
    phases.get(phase).add(ending, latency);
    trace.add(at, latency, ending.isAccepted());
  }
}
