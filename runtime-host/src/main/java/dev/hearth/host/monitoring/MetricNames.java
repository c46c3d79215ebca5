package dev.hearth.host.monitoring;

/** The metrics that this package itself fills; other parts name theirs where they hand them in. */
final class MetricNames {

  static final String INVOCATIONS = "faas.invocations";
  static final String ERRORS = "faas.errors";
  static final String TIMEOUTS = "faas.timeouts";
  static final String COLD_STARTS = "faas.coldstarts";
  static final String INVOKE_DURATION = "faas.invoke_duration";
  static final String INIT_DURATION = "faas.init_duration";
  static final String CPU_USAGE = "faas.cpu_usage";
  static final String MEMORY_USAGE = "faas.mem_usage";
  static final String QUEUE_WAIT = "hearth.queue.wait";
  static final String COLD_START_PHASE = "hearth.coldstart.phase";
  static final String HTTP_DURATION = "http.server.request.duration";
  static final String JVM_MEMORY_USED = "jvm.memory.used";
  static final String JVM_THREADS = "jvm.thread.count";
  static final String JVM_CLASSES = "jvm.class.count";
  static final String JVM_CPU_TIME = "jvm.cpu.time";
  static final String JVM_GC_DURATION = "jvm.gc.duration";

  private MetricNames() {}
}
