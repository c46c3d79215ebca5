package dev.hearth.host.sandbox.classloader.guard.view;

import dev.hearth.host.config.TimeSource;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The shutdown hooks of one instance. Guarded by itself. */
public final class HooksView {

  private final Set<Thread> hooks = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closing;

  HooksView() {}

  /**
   * Keeps a hook.
   *
   * @throws IllegalArgumentException if it is there already or has been started
   * @throws IllegalStateException if the instance is closing
   */
  public synchronized void add(Thread hook) {
    if (closing) {
      throw new IllegalStateException("Shutdown in progress");
    }
    if (hook.getState() != Thread.State.NEW || !hooks.add(hook)) {
      throw new IllegalArgumentException("Hook previously registered or already running");
    }
  }

  /** Forgets a hook; whether there was one. */
  public synchronized boolean remove(Thread hook) {
    if (closing) {
      throw new IllegalStateException("Shutdown in progress");
    }
    return hooks.remove(hook);
  }

  private synchronized List<Thread> takeAll() {
    closing = true;
    List<Thread> all = List.copyOf(hooks);
    hooks.clear();
    return all;
  }

  /** Runs all at once, waits for them and interrupts those that take too long. */
  public void run(Duration atMost, TimeSource time) {
    List<Thread> started = takeAll();
    started.forEach(Thread::start);
    long deadline = time.nanos() + atMost.toNanos();
    try {
      for (Thread hook : started) {
        hook.join(Duration.ofNanos(Math.max(0, deadline - time.nanos())));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    started.stream().filter(Thread::isAlive).forEach(Thread::interrupt);
  }
}
