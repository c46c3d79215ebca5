package dev.hearth.host.pool;

/**
 * Finds when an idle instance is worth what it takes. Made for one question; used by one thread.
 *
 * <p>For each bin of the histogram: if an instance is there, every idle time that ends in it is a
 * cold start saved, worth the standard keep-alive each, and every one that has not ended before
 * costs the width of the bin (half of it on average where it ends there). The best plan is the one
 * with the largest sum: stay up to some bin, then leave, and perhaps be there again from another
 * bin to a third. One pass finds it, for after each bin only the best plan of each shape matters.
 * This is renting or buying with known chances (Karlin et al., "Competitive randomized algorithms
 * for nonuniform problems", Algorithmica 11, 1994); that a function's own histogram tells the
 * chances, and that it may tell when to start an instance before its call, is from Shahrad et al.,
 * "Serverless in the Wild", USENIX ATC 2020. Their fixed percentiles (there again from the 5th,
 * stay to the 99th) were tried in the same replay and do worse here: they keep for a hundredth of
 * the calls however long that takes.
 *
 * <p>What has been seen seldom may be chance. So two idle times that nobody has seen are added,
 * which make it worth while to stay for the standard keep-alive and not longer: with an empty
 * histogram that is the answer, and what is known outweighs it soon.
 */
final class Worth {

  private static final double UNSEEN = 2;
  private static final int FEWEST_TO_START_FOR = 5;

  /** What starting an instance without a call costs, as a part of what a cold start saved is. */
  private static final double START_COST = 0.1;

  private static final long SOONEST_AGAIN_NANOS = 2_000_000_000;
  private static final Plan NONE = new Plan(Double.NEGATIVE_INFINITY, 0, 0, 0);

  private final IdleHistogram idle;
  private final long standardNanos;
  private Plan staying = new Plan(0, 0, 0, 0);
  private Plan away = NONE;
  private Plan again = NONE;
  private Plan gone = NONE;

  /** Numbers of bins: there before {@code stay}, and from {@code from} to before {@code to}. */
  private record Plan(double gain, int stay, int from, int to) {

    Plan plus(double more) {
      return new Plan(gain + more, stay, from, to);
    }

    Plan or(Plan other) {
      return other.gain > gain ? other : this;
    }
  }

  Worth(IdleHistogram idle, long standardNanos) {
    this.idle = idle;
    this.standardNanos = standardNanos;
  }

  KeepWindow window(boolean mayComeAgain) {
    double longer = idle.total();
    boolean starts = mayComeAgain && longer >= FEWEST_TO_START_FOR;
    for (int bin = 0; bin < IdleHistogram.BINS; bin++) {
      double reached = longer;
      longer -= idle.count(bin);
      boolean mayStart = starts && IdleHistogram.lowerNanos(bin) >= SOONEST_AGAIN_NANOS;
      extend(bin, gain(bin, longer), mayStart ? START_COST * standardNanos * reached : -1);
    }
    int end = IdleHistogram.BINS;
    return inTime(
        away.or(new Plan(staying.gain, end, 0, 0))
            .or(gone)
            .or(new Plan(again.gain, again.stay, again.from, end)));
  }

  private double gain(int bin, double longer) {
    double width = IdleHistogram.lowerNanos(bin + 1) - IdleHistogram.lowerNanos(bin);
    double unseen = IdleHistogram.lowerNanos(bin) < standardNanos ? UNSEEN : -UNSEEN;
    int here = idle.count(bin);
    return (double) standardNanos * here - width * (longer + here / 2.0 - unseen);
  }

  /** The best plan of each shape up to the end of the bin, from those up to its beginning. */
  private void extend(int bin, double gain, double startCost) {
    gone = gone.or(new Plan(again.gain, again.stay, again.from, bin));
    if (startCost >= 0) {
      again = again.or(new Plan(away.gain - startCost, away.stay, bin, 0));
    }
    again = again.plus(gain);
    away = away.or(new Plan(staying.gain, bin, 0, 0));
    staying = staying.plus(gain);
  }

  private KeepWindow inTime(Plan plan) {
    boolean guessed = plan.stay > 0 && idle.count(plan.stay - 1) == 0;
    long stay = IdleHistogram.lowerNanos(plan.stay);
    if (guessed && stay > standardNanos) {
      stay = Math.min(stay, Math.max(standardNanos, IdleHistogram.lowerNanos(plan.stay - 1)));
    }
    return plan.to == 0
        ? KeepWindow.stay(stay)
        : new KeepWindow(
            stay, IdleHistogram.lowerNanos(plan.from), IdleHistogram.lowerNanos(plan.to));
  }
}
