package dev.hearth.host.invocation;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import java.time.Duration;
import java.time.Instant;

/**
 * One request to run one version of one function.
 *
 * @param attempt which attempt at this work, counted from 1
 * @param receivedAt when the host had it
 * @param trace its place in a trace
 * @param lineage who asked for it, and until when
 * @param lane whom it waits with
 * @param patience how long it may wait for its turn, for work that nobody waits for; zero for what
 *     somebody waits for, which may wait as long as the manifest says
 */
public record Invocation(
    InvocationId id,
    FunctionVersion version,
    Input input,
    Trigger trigger,
    int attempt,
    Instant receivedAt,
    TraceParent trace,
    Lineage lineage,
    Lane lane,
    Duration patience) {

  /**
   * Whether a function asks for it, which waits for its answer and so does not use the capacity
   * that it holds.
   */
  public boolean isNested() {
    return trigger == Trigger.OTHER && lineage.hops() > 0;
  }

  /** Whether nobody waits for it. */
  public boolean isPatient() {
    return !patience.isZero();
  }

  /** How long it may wait for its turn. */
  public Duration maxWait() {
    return isPatient() ? patience : version.spec().timeouts().queue();
  }
}
