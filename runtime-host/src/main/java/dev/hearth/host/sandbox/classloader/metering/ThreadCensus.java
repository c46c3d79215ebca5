package dev.hearth.host.sandbox.classloader.metering;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which threads the functions have started. The JVM lists threads only all together, some 65
 * ns for each of them, so they are listed only when it has started one since that the host did not
 * start for an instance. Guarded by itself; any thread may ask.
 */
public final class ThreadCensus {

  private final ThreadGroup root;
  private final AtomicLong announced = new AtomicLong();
  private volatile Snapshot latest = new Snapshot(-1, Map.of());

  /** Outlives the instances it tells of, so it must keep no thread, whose class may be theirs. */
  private record Snapshot(
      long foreignStarts, Map<ThreadGroup, List<WeakReference<Thread>>> children) {

    List<Thread> childrenOf(ThreadGroup home) {
      List<WeakReference<Thread>> all = children.getOrDefault(home, List.of());
      return all.isEmpty()
          ? List.of()
          : all.stream().flatMap(child -> Stream.ofNullable(child.get())).toList();
    }
  }

  /** Of all threads in {@code root} and below. */
  public ThreadCensus(ThreadGroup root) {
    this.root = root;
  }

  /** The host is about to start a serving thread, which needs no new listing. */
  public void startsServingThread() {
    announced.incrementAndGet();
  }

  /** The threads that the function of an instance has started; some may have ended. */
  public List<Thread> childrenOf(ThreadGroup home) {
    long starts = ThreadClocks.started() - announced.get();
    Snapshot snapshot = latest;
    if (snapshot.foreignStarts() != starts) {
      snapshot = list(starts);
    }
    return snapshot.childrenOf(home);
  }

  private synchronized Snapshot list(long starts) {
    if (latest.foreignStarts() != starts) {
      Map<ThreadGroup, List<WeakReference<Thread>>> children = new HashMap<>();
      for (Thread thread : allThreads()) {
        if (!(thread instanceof ServingThread)) {
          homeOf(thread)
              .map(home -> children.computeIfAbsent(home, _ -> new ArrayList<>()))
              .ifPresent(ofHome -> ofHome.add(new WeakReference<>(thread)));
        }
      }
      latest = new Snapshot(starts, children);
    }
    return latest;
  }

  private List<Thread> allThreads() {
    @Nullable Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads, true);
    while (count == threads.length) {
      threads = new Thread[threads.length * 2];
      count = root.enumerate(threads, true);
    }
    List<Thread> all = new ArrayList<>(count);
    for (Thread thread : threads) {
      if (thread != null) {
        all.add(thread);
      }
    }
    return all;
  }

  /** The group of the instance that a thread belongs to; empty for the host's own. */
  public static Optional<ThreadGroup> homeOf(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    while (group != null && !(group instanceof InstanceHome)) {
      group = group.getParent();
    }
    return Optional.ofNullable(group);
  }
}
