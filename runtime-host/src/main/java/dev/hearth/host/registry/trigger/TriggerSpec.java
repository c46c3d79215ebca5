package dev.hearth.host.registry.trigger;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** One entry of a manifest's {@code triggers}. */
public sealed interface TriggerSpec {

  /**
   * Runs the function for each event that passes all filters.
   *
   * @param filters at least one
   * @param ordered whether events with the same {@code partitionkey} are dealt with one after the
   *     other
   */
  record Event(List<EventFilter> filters, boolean ordered) implements TriggerSpec {
    public Event {
      filters = List.copyOf(filters);
    }
  }

  /**
   * Runs the function at moments of the clock.
   *
   * @param name of this schedule among those of the function
   * @param cron five or six fields, or {@code @every 90s}, as written
   * @param zone whose clock the fields are read on
   * @param jitter at most so much later, evenly spread; zero for on time
   * @param overlap what happens when the run before is not over
   * @param catchUp what happens to moments at which the host was not running
   */
  record Schedule(
      String name, String cron, ZoneId zone, Duration jitter, Overlap overlap, CatchUp catchUp)
      implements TriggerSpec {}

  /** What happens when a schedule is due and its run before is not over. */
  enum Overlap {
    /** Nothing: this moment is left out. */
    SKIP,
    /** The run begins when the one before is over. */
    QUEUE,
    /** Both run. */
    ALLOW
  }

  /** What happens to moments that passed while no host was running. */
  enum CatchUp {
    /** Nothing. */
    NONE,
    /** One run, for the last of them. */
    LAST,
    /** A run for each. */
    ALL
  }

  /**
   * Runs the function for each request to {@code /hooks/{function}/{name}} whose signature is
   * right.
   *
   * @param verify whose way of signing it is
   * @param secret the name of the secret it is signed with
   * @param tolerance how far the signed moment may be from now, where the way has one
   * @param header the field with the signature, for {@link Verify#HMAC}; empty for the usual one
   */
  record Webhook(String name, Verify verify, String secret, Duration tolerance, String header)
      implements TriggerSpec {}

  /** Ways to sign a webhook. */
  enum Verify {
    STANDARD,
    GITHUB,
    STRIPE,
    SLACK,
    HMAC
  }
}
