package dev.hearth.host.monitoring;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What the host's own JVM uses, by the names of OpenTelemetry's JVM metrics. All but the
 * collections are read when the metrics are; collections are told by the JVM's own thread.
 */
public final class JvmMetrics implements AutoCloseable {

  private static final AttributeKey<String> POOL = AttributeKey.stringKey("jvm.memory.pool.name");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("jvm.memory.type");
  private static final AttributeKey<String> COLLECTOR = AttributeKey.stringKey("jvm.gc.name");
  private static final AttributeKey<String> ACTION = AttributeKey.stringKey("jvm.gc.action");

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final NotificationListener collections;

  /** Registers the metrics with the host's telemetry. */
  public JvmMetrics(Telemetry telemetry) {
    Meter meter = telemetry.meter();
    registerMemory(meter);
    registerCounts(meter);
    registerCpu(meter);
    collections = new Collections(durations(meter));
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(collections, Collections::isCollection, null);
      }
    }
  }

  private static void registerMemory(Meter meter) {
    meter
        .upDownCounterBuilder(MetricNames.JVM_MEMORY_USED)
        .setDescription("Memory in use, by pool.")
        .setUnit("By")
        .buildWithCallback(JvmMetrics::memory);
  }

  private static void memory(ObservableLongMeasurement result) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getUsage();
      if (usage != null) {
        String type =
            switch (pool.getType()) {
              case HEAP -> "heap";
              case NON_HEAP -> "non_heap";
            };
        result.record(usage.getUsed(), Attributes.of(POOL, pool.getName(), TYPE, type));
      }
    }
  }

  private static void registerCounts(Meter meter) {
    meter
        .upDownCounterBuilder(MetricNames.JVM_THREADS)
        .setDescription("Platform threads, those of functions included.")
        .setUnit("{thread}")
        .buildWithCallback(
            result -> result.record(ManagementFactory.getThreadMXBean().getThreadCount()));
    meter
        .upDownCounterBuilder(MetricNames.JVM_CLASSES)
        .setDescription("Classes loaded now, those of functions included.")
        .setUnit("{class}")
        .buildWithCallback(result ->
            result.record(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
  }

  private static void registerCpu(Meter meter) {
    meter
        .counterBuilder(MetricNames.JVM_CPU_TIME)
        .setDescription("Processor time of the whole process.")
        .setUnit("s")
        .ofDoubles()
        .buildWithCallback(result -> {
          if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os) {
            result.record(os.getProcessCpuTime() / 1e9);
          }
        });
  }

  private static DoubleHistogram durations(Meter meter) {
    return meter
        .histogramBuilder(MetricNames.JVM_GC_DURATION)
        .setDescription("Time of garbage collections.")
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(List.of(0.01, 0.1, 1.0, 10.0))
        .build();
  }

  /** Hears no more of collections. */
  @Override
  public void close() {
    for (GarbageCollectorMXBean collector : collectors) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(collections);
        } catch (ListenerNotFoundException _) {
          // Closed before.
        }
      }
    }
  }

  /** Measures each collection; called by the JVM's thread for notifications. */
  private record Collections(DoubleHistogram durations) implements NotificationListener {

    static boolean isCollection(Notification notification) {
      return notification
          .getType()
          .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION);
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
      var collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
      durations.record(
          collection.getGcInfo().getDuration() / 1e3,
          Attributes.of(COLLECTOR, collection.getGcName(), ACTION, collection.getGcAction()));
    }
  }
}
