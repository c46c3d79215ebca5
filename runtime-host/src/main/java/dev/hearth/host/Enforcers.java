package dev.hearth.host;

import dev.hearth.host.cleanup.HeapGuard;
import dev.hearth.host.cleanup.Quarantine;
import dev.hearth.host.config.TimeSource;
import dev.hearth.host.execution.Watchdog;
import dev.hearth.host.invocation.FunctionSecrets;
import dev.hearth.host.pool.WarmPool;
import dev.hearth.host.sandbox.HeapLevel;
import dev.hearth.host.sandbox.classloader.ClassLoaderSandbox;
import dev.hearth.host.sandbox.classloader.stop.KillLadder;
import dev.hearth.host.sandbox.classloader.stop.Rungs;
import dev.hearth.host.sandbox.classloader.stop.SafeStop;
import dev.hearth.host.sandbox.polyglot.PolyglotSandbox;
import java.util.concurrent.CompletableFuture;

/**
 * What holds functions to their limits.
 *
 * @param calls takes what they call to the pipeline, where other limits hold
 * @param distrust completed with the reason when the host can no longer be relied on
 */
record Enforcers(
    Watchdog watchdog,
    KillLadder ladder,
    HeapLevel heap,
    Quarantine quarantine,
    CallRelay calls,
    CompletableFuture<String> distrust)
    implements AutoCloseable {

  static Enforcers open(HearthConfig config, Surroundings surroundings) {
    CompletableFuture<String> distrust = new CompletableFuture<>();
    return new Enforcers(
        new Watchdog(surroundings.time()),
        new KillLadder(Rungs.usual(), SafeStop::ofThisJvm, surroundings.time()),
        new HeapLevel(),
        new Quarantine(config.quarantine(), distrust::complete),
        new CallRelay(),
        distrust);
  }

  ClassLoaderSandbox.Control control(TimeSource time, FunctionSecrets secrets) {
    return new ClassLoaderSandbox.Control(
        time, ladder, heap, quarantine, watchdog::after, calls, secrets);
  }

  PolyglotSandbox.Control polyglot(TimeSource time, FunctionSecrets secrets) {
    return new PolyglotSandbox.Control(
        time, ladder, heap, quarantine, watchdog::after, calls, secrets);
  }

  HeapGuard guard(WarmPool pool) {
    return new HeapGuard(pool, heap, new LastCollection());
  }

  @Override
  public void close() {
    watchdog.close();
    ladder.close();
  }
}
