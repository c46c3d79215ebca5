package dev.hearth.host.execution;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.DurationText;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.sandbox.Excess;
import java.time.Duration;

/**
 * Decides whether something has passed its budget, and when to look again. Nothing can use
 * processor time faster than all processors together, nor allocate faster than {@value
 * #FASTEST_BYTES_PER_NANO} bytes a nanosecond on each of them, so between two looks there is time
 * to sleep. Pure.
 *
 * @param wall how long it may take
 * @param wallExcess what to say if it takes longer
 * @param cpu processor time it may use
 * @param memory bytes it may allocate
 * @param processors how many processors there are
 */
record BudgetRule(Duration wall, Excess wallExcess, Duration cpu, ByteSize memory, int processors) {

  /** Rather more than measured: a thread that does nothing else fills some 4 GB a second. */
  private static final long FASTEST_BYTES_PER_NANO = 4;

  private static final long SHORTEST_SLEEP_NANOS = 1_000_000;

  /** For the calls of a function. */
  static BudgetRule ofCall(FunctionSpec spec, int processors) {
    Duration run = spec.timeouts().run();
    return new BudgetRule(
        run,
        new Excess(
            Reason.RUN_TIMEOUT,
            "the function did not end within "
                + DurationText.format(run)
                + " and was stopped; timeout.run in the manifest sets the limit"),
        spec.budget().cpu(),
        spec.budget().memory(),
        processors);
  }

  /** The same, but to end after {@code left} if that is sooner: whoever called waits no longer. */
  BudgetRule within(Duration left) {
    if (left.compareTo(wall) >= 0) {
      return this;
    }
    Excess excess =
        new Excess(
            Reason.RUN_TIMEOUT,
            "the function did not end within the "
                + DurationText.format(left)
                + " that its caller had left (X-Hearth-Timeout, or the deadline of the function"
                + " that called) and was stopped");
    return new BudgetRule(left, excess, cpu, memory, processors);
  }

  /** For the start of an instance, which may use as much as a call. */
  static BudgetRule ofStart(FunctionSpec spec, String target, int processors) {
    Duration init = spec.timeouts().init();
    return new BudgetRule(
        init,
        new Excess(
            Reason.INIT_TIMEOUT,
            target
                + " did not start within "
                + DurationText.format(init)
                + "; its constructor and static initialisers must end sooner, or timeout.init in"
                + " the manifest be longer"),
        spec.budget().cpu(),
        spec.budget().memory(),
        processors);
  }

  /** What is to be done after a look. */
  sealed interface Verdict {

    /** It may go on; the next look is due in so many nanoseconds, at least one millisecond. */
    record GoOn(long sleepNanos) implements Verdict {}

    /** It has passed a limit. */
    record Over(Excess excess) implements Verdict {}
  }

  /** Nanoseconds until the first look. */
  long firstSleepNanos() {
    return sleepNanos(0, Usage.NONE);
  }

  /** Judges what was used {@code elapsedNanos} after the beginning. */
  Verdict judge(long elapsedNanos, Usage used) {
    if (used.cpuNanos() > cpu.toNanos()) {
      return over(
          Reason.CPU_EXCEEDED,
          "the function used more than "
              + DurationText.format(cpu)
              + " of processor time and was stopped; budget.cpu in the manifest sets the limit");
    }
    if (used.allocatedBytes() > memory.bytes()) {
      return over(Reason.MEMORY_EXCEEDED, memoryDetail(memory));
    }
    return elapsedNanos >= wall.toNanos()
        ? new Verdict.Over(wallExcess)
        : new Verdict.GoOn(sleepNanos(elapsedNanos, used));
  }

  private static Verdict over(Reason reason, String detail) {
    return new Verdict.Over(new Excess(reason, detail));
  }

  private static String memoryDetail(ByteSize memory) {
    return "the function allocated more than "
        + memory
        + " and was stopped; budget.memory in the manifest sets the limit";
  }

  private long sleepNanos(long elapsedNanos, Usage used) {
    long untilCpu = (cpu.toNanos() - used.cpuNanos()) / processors;
    long untilMemory =
        (memory.bytes() - used.allocatedBytes()) / (FASTEST_BYTES_PER_NANO * processors);
    long untilWall = wall.toNanos() - elapsedNanos;
    long soonest =
        Math.min(untilWall, Math.max(SHORTEST_SLEEP_NANOS, Math.min(untilCpu, untilMemory)));
    return Math.max(soonest, 0);
  }
}
