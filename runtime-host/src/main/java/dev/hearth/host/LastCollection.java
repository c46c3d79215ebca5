package dev.hearth.host;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import dev.hearth.host.cleanup.HeapGuard;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the last garbage collection left, from the JVM's own account. Owned by one thread. */
final class LastCollection implements HeapGuard.Source {

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());
  private HeapGuard.Collection last =
      new HeapGuard.Collection(0, 0, Runtime.getRuntime().maxMemory());

  @Override
  public HeapGuard.Collection last() {
    long number = collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    if (number != last.number()) {
      last = new HeapGuard.Collection(number, usedAfterLatest(), last.maxBytes());
    }
    return last;
  }

  private long usedAfterLatest() {
    long latestEnd = -1;
    long used = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      GcInfo info = collector.getLastGcInfo();
      if (info != null && info.getEndTime() > latestEnd) {
        latestEnd = info.getEndTime();
        used = usedAfter(info);
      }
    }
    return used;
  }

  private long usedAfter(GcInfo info) {
    return info.getMemoryUsageAfterGc().entrySet().stream()
        .filter(pool -> heapPools.contains(pool.getKey()))
        .mapToLong(pool -> pool.getValue().getUsed())
        .sum();
  }
}
