package dev.hearth.host.deployment;

import dev.hearth.host.config.TimeSource;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionRegistry;
import dev.hearth.host.registry.FunctionVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Deletes artifacts that no version uses any more, after a grace: calls that still run may read
 * resources, and a deployment under way may be about to use them. Guarded by itself.
 */
public final class ArtifactJanitor {

  private final ArtifactStore artifacts;
  private final Consumer<Digest> deletePrepared;
  private final Duration grace;
  private final TimeSource time;
  private final Map<Digest, Long> unusedSince = new HashMap<>();

  /**
   * A janitor.
   *
   * @param deletePrepared deletes the prepared form of an artifact
   * @param grace longer than any call or deployment takes
   */
  public ArtifactJanitor(
      ArtifactStore artifacts, Consumer<Digest> deletePrepared, Duration grace, TimeSource time) {
    this.artifacts = artifacts;
    this.deletePrepared = deletePrepared;
    this.grace = grace;
    this.time = time;
  }

  /** A deployment is about to use this artifact: its grace begins anew. */
  synchronized void spare(Digest digest) {
    unusedSince.remove(digest);
  }

  /** Deletes what no deployed version uses; at start, when nothing is under way. */
  public synchronized void sweepAtStart(FunctionRegistry registry) throws IOException {
    Set<Digest> used = used(registry);
    for (Digest digest : artifacts.digests()) {
      if (!used.contains(digest)) {
        delete(digest);
      }
    }
  }

  /** Deletes what has been unused for the grace. */
  public synchronized void sweep(FunctionRegistry registry) throws IOException {
    Set<Digest> used = used(registry);
    Set<Digest> unused = new HashSet<>(artifacts.digests());
    unused.removeAll(used);
    unusedSince.keySet().retainAll(unused);
    for (Digest digest : unused) {
      long since = unusedSince.computeIfAbsent(digest, _ -> time.nanos());
      if (time.nanos() - since >= grace.toNanos()) {
        delete(digest);
        unusedSince.remove(digest);
      }
    }
  }

  private void delete(Digest digest) throws IOException {
    deletePrepared.accept(digest);
    artifacts.delete(digest);
  }

  private static Set<Digest> used(FunctionRegistry registry) {
    return registry.all().stream()
        .flatMap(function -> function.versions().values().stream())
        .map(FunctionVersion::artifact)
        .collect(Collectors.toSet());
  }
}
