package dev.hearth.host.pool;

import java.time.Duration;

/** How long an idle instance stays, from the idle times of its function alone. Immutable. */
public sealed interface KeepAlivePolicy {

  /**
   * When an instance is to be there after a call that has ended now.
   *
   * @param alone whether it is the only one of its version; only then another may start later
   */
  KeepWindow window(IdleHistogram idle, boolean alone);

  /** Which of them; the names are those of the setting {@code pool.keep-alive-policy}. */
  enum Kind {
    /** Each function's instances stay as long as it is worth while. */
    ADAPTIVE,
    /** Every instance stays for the same time. */
    FIXED;

    /** The policy with this standard keep-alive. */
    public KeepAlivePolicy with(Duration standard) {
      return switch (this) {
        case ADAPTIVE -> new Adaptive(standard);
        case FIXED -> new Fixed(standard);
      };
    }
  }

  /**
   * Every instance stays for the same time.
   *
   * @param keepAlive how long
   */
  record Fixed(Duration keepAlive) implements KeepAlivePolicy {
    @Override
    public KeepWindow window(IdleHistogram idle, boolean alone) {
      return KeepWindow.stay(keepAlive.toNanos());
    }
  }

  /**
   * An instance stays, or is there again, where the cold starts that it saves are worth what it
   * takes. The exchange rate is the standard keep-alive: a cold start saved is worth an instance
   * that is idle for so long. {@link Worth} has the calculation and its sources.
   *
   * @param standard also how long an instance stays of whose function nothing is known
   */
  record Adaptive(Duration standard) implements KeepAlivePolicy {
    @Override
    public KeepWindow window(IdleHistogram idle, boolean alone) {
      return new Worth(idle, standard.toNanos()).window(alone);
    }
  }
}
