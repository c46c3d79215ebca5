package dev.hearth.host.bench.load;

import java.util.List;

/**
 * What a run found.
 *
 * @param tallies one for each stream, in their order
 * @param generator how well the generator kept up
 */
public record Report(List<Tally> tallies, Punctuality generator) {

  /** What came of the {@code index}th stream. */
  public Tally tally(int index) {
    return tallies.get(index);
  }

  /** What one phase of all streams from {@code first} on counted together. */
  public Count together(int first, int phase) {
    Count sum = new Count();
    tallies.subList(first, tallies.size()).forEach(tally -> sum.add(tally.phase(phase)));
    return sum;
  }
}
