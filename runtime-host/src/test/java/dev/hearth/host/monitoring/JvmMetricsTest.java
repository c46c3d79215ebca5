package dev.hearth.host.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmMetricsTest {

  @Test
  void collectionsAreMeasured() throws InterruptedException {
    try (Telemetry telemetry = Telemetry.start(Map.of());
        JvmMetrics _ = new JvmMetrics(telemetry)) {
      for (int i = 0; i < 200 && !page(telemetry).contains("jvm_gc_duration_seconds"); i++) {
        collect();
        Thread.sleep(25);
      }
      assertThat(page(telemetry)).contains("jvm_gc_duration_seconds_count{jvm_gc_action=");
    }
  }

  private static void collect() {
    System.gc();
  }

  @Test
  void memoryThreadsClassesAndProcessorTimeAreShown() {
    try (Telemetry telemetry = Telemetry.start(Map.of());
        JvmMetrics _ = new JvmMetrics(telemetry)) {
      assertThat(page(telemetry))
          .contains("jvm_memory_type=\"heap\"", "jvm_memory_type=\"non_heap\"")
          .containsPattern("jvm_thread_count [1-9]")
          .containsPattern("jvm_class_count [1-9]")
          .containsPattern("jvm_cpu_time_seconds_total [0-9.]*[1-9]");
    }
  }

  private static String page(Telemetry telemetry) {
    return telemetry.prometheusPage().render("").body().text();
  }
}
