package dev.hearth.host.cleanup;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.sandbox.InstanceId;
import dev.hearth.host.sandbox.StuckThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps count of the threads that could not be ended. A version with too many of them is suspended
 * until the host is started anew; when there are too many in all, the host can no longer be relied
 * on and has to be. Guarded by itself; any thread may use it.
 */
public final class Quarantine implements StuckThreads {

  private static final Logger LOG = System.getLogger(Quarantine.class.getName());

  private final Limits limits;
  private final Consumer<String> distrust;
  private final Map<InstanceId, Stuck> instances = new HashMap<>();
  private final Set<RevisionId> suspended = new HashSet<>();
  private long seen;

  /**
   * How many stuck threads are borne.
   *
   * @param version so many of one version suspend it; at least 1
   * @param host so many in all end the host; at least 1
   */
  public record Limits(int version, int host) {}

  private record Stuck(RevisionId revision, int threads) {}

  /**
   * Nothing is stuck yet.
   *
   * @param distrust hears why the host should be started anew; perhaps more than once
   */
  public Quarantine(Limits limits, Consumer<String> distrust) {
    this.limits = limits;
    this.distrust = distrust;
  }

  @Override
  public void stuck(FunctionVersion version, InstanceId instance, int threads) {
    boolean tooMany = note(version, instance, threads);
    if (threads > 0) {
      LOG.log(
          Level.WARNING,
          "{0} threads of {1} could not be ended and are quarantined",
          threads,
          version.id());
    }
    if (tooMany) {
      distrust.accept(
          threads()
              + " threads of functions could not be ended, the last of them of "
              + version.id());
    }
  }

  private synchronized boolean note(FunctionVersion version, InstanceId instance, int threads) {
    Stuck before = instances.remove(instance);
    seen += Math.max(0, threads - (before == null ? 0 : before.threads()));
    if (threads > 0) {
      instances.put(instance, new Stuck(version.revision(), threads));
      if (ofVersion(version.revision()) >= limits.version()) {
        suspended.add(version.revision());
      }
    }
    return threads > 0 && threads() >= limits.host();
  }

  private int ofVersion(RevisionId revision) {
    return instances.values().stream()
        .filter(stuck -> stuck.revision().equals(revision))
        .mapToInt(Stuck::threads)
        .sum();
  }

  /** Why a version gets no calls; empty if it does. */
  public synchronized Optional<String> suspended(FunctionVersion version) {
    return suspended.isEmpty() || !suspended.contains(version.revision())
        ? Optional.empty()
        : Optional.of(
            "the function is suspended, for threads of it could not be ended: deploy a version"
                + " whose code can be, or let it run with \"sandbox: process\"");
  }

  /** How many threads are stuck now. */
  public synchronized int threads() {
    return instances.values().stream().mapToInt(Stuck::threads).sum();
  }

  /** How many have ever been. */
  public synchronized long seen() {
    return seen;
  }

  /** How many versions are suspended. */
  public synchronized int suspensions() {
    return suspended.size();
  }
}
