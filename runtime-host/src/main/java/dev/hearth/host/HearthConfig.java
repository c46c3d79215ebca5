package dev.hearth.host;

import dev.hearth.host.cleanup.Quarantine;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.config.HostPort;
import dev.hearth.host.config.Setting;
import dev.hearth.host.config.Settings;
import dev.hearth.host.pool.KeepAlivePolicy;
import dev.hearth.host.pool.PoolConfig;
import dev.hearth.host.request.StreamLimits;
import dev.hearth.host.scheduling.SchedulerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All settings of the host, each stage's in its own record.
 *
 * @param gateway where functions are called
 * @param admin where the control API, health and metrics are
 * @param data where everything durable is
 * @param limits sizes and times of requests
 * @param pool how long instances stay warm
 * @param scheduling how many instances and waiting calls
 * @param quarantine how many threads may be stuck
 * @param history how much is kept of invocations and their logs
 * @param events how events are taken in
 * @param tasks what background work is held to
 * @param idempotencyWindow how long an {@code Idempotency-Key} is remembered
 * @param maxHops how deep calls of functions by functions may nest
 * @param webhookWindow how long a delivery of a webhook is known again that is sent again
 * @param drainGrace how long calls may go on after SIGTERM
 */
record HearthConfig(
    HostPort gateway,
    HostPort admin,
    Path data,
    RequestLimits limits,
    PoolConfig pool,
    SchedulerConfig scheduling,
    Quarantine.Limits quarantine,
    Histories.Limits history,
    Events events,
    BackgroundWork.Limits tasks,
    Duration idempotencyWindow,
    int maxHops,
    Duration webhookWindow,
    Duration drainGrace) {

  private static final List<Setting> OWN =
      List.of(
          new Setting("gateway", "127.0.0.1:8080", "where functions are called"),
          new Setting("admin", "127.0.0.1:9090", "the control API, health and metrics"),
          new Setting("data", "./data", "directory of everything durable"),
          new Setting("upload.max-bytes", "256MiB", "the largest upload"),
          new Setting("request.max-body", "6MiB", "the largest request body"),
          new Setting("request.max-header", "16KiB", "all header fields of a request together"),
          new Setting("request.header-timeout", "10s", "how long a request head may take"),
          new Setting("request.body-stall", "10s", "how long a body may stand still"),
          new Setting("request.idle-timeout", "60s", "how long a connection may be unused"),
          new Setting("request.max-stream", "1GiB", "the largest request body that is streamed"),
          new Setting("response.max-body", "6MiB", "the largest answer of a function"),
          new Setting("response.max-stream", "1GiB", "the largest streamed answer; 0B for any"),
          new Setting("response.stall", "10s", "how long a client may take nothing of an answer"),
          new Setting("pool.keep-alive", "10m", "how long an instance stays without a call"),
          new Setting(
              "pool.keep-alive-policy",
              "adaptive",
              "adaptive: by how a function was called, from that keep-alive; fixed: always that"),
          new Setting("pool.max-bytes", "1GiB", "what all instances together may take"),
          new Setting("instances.max", "2000", "live instances of all functions together"),
          new Setting("instances.max-starting", "4", "starts of one version at a time"),
          new Setting(
              "instances.forgiven-ends",
              "8",
              "instances of a version ended for passing limits before it starts more slowly"),
          new Setting("queue.max-waiting", "1000", "calls that may wait for one version"),
          new Setting(
              "queue.congested-order",
              "oldest",
              "who goes first while more calls come than can be served: oldest or newest"),
          new Setting(
              "capacity.memory",
              "100",
              "percent of the heap that running calls may promise to use"),
          new Setting("lanes.background", "50", "percent of the capacity for background work"),
          new Setting("lanes.long", "50", "percent of the capacity for long calls"),
          new Setting("events.dedup-window", "24h", "for how long the same event is recognised"),
          new Setting(
              "events.allowed-origins",
              "none",
              "senders that may ask to send events (WebHook-Request-Origin), or *"),
          new Setting("tasks.max-backlog", "100000", "unfinished tasks of one function"),
          new Setting("tasks.max-running", "200", "tasks of one lane under way at once"),
          new Setting("tasks.keep-ended", "7d", "how long ended tasks are remembered"),
          new Setting("idempotency.window", "24h", "how long an Idempotency-Key is remembered"),
          new Setting("hops.max", "16", "how deep calls of functions by functions may nest"),
          new Setting(
              "webhooks.window", "4d", "how long a delivery is known again that is sent again"),
          new Setting("quarantine.function", "2", "stuck threads that suspend a version"),
          new Setting("quarantine.host", "8", "stuck threads that end the host, to be restarted"),
          new Setting("drain.grace", "30s", "how long calls may go on after SIGTERM"));

  static final List<Setting> SETTINGS =
      Stream.of(OWN, Histories.SETTINGS).flatMap(List::stream).toList();

  /**
   * Sizes and times of requests.
   *
   * @param upload the largest upload
   * @param body the largest request body
   * @param header all header fields of a request together
   * @param headerTimeout how long a request head may take
   * @param bodyStall how long a body may stand still
   * @param idle how long a connection may be unused
   * @param response the largest answer of a function
   * @param bodyStream the largest request body that is streamed
   * @param streams what streamed answers are held to
   */
  record RequestLimits(
      ByteSize upload,
      ByteSize body,
      ByteSize header,
      Duration headerTimeout,
      Duration bodyStall,
      Duration idle,
      ByteSize response,
      ByteSize bodyStream,
      StreamLimits streams) {}

  /**
   * How events are taken in.
   *
   * @param dedupWindow for how long the same event is recognised
   * @param allowedOrigins senders that may ask whether they may send
   */
  record Events(Duration dedupWindow, List<String> allowedOrigins) {}

  static HearthConfig from(Settings settings) {
    return new HearthConfig(
        settings.address("gateway"),
        settings.address("admin"),
        settings.path("data"),
        new RequestLimits(
            settings.size("upload.max-bytes"),
            settings.size("request.max-body"),
            settings.size("request.max-header"),
            settings.duration("request.header-timeout"),
            settings.duration("request.body-stall"),
            settings.duration("request.idle-timeout"),
            settings.size("response.max-body"),
            settings.size("request.max-stream"),
            new StreamLimits(
                settings.size("response.max-stream"), settings.duration("response.stall"))),
        new PoolConfig(
            settings.duration("pool.keep-alive"),
            settings.size("pool.max-bytes"),
            settings.choice("pool.keep-alive-policy", KeepAlivePolicy.Kind.class)),
        scheduling(settings),
        new Quarantine.Limits(
            settings.integer("quarantine.function", 1, 10_000),
            settings.integer("quarantine.host", 1, 10_000)),
        Histories.Limits.from(settings),
        new Events(
            settings.duration("events.dedup-window"), settings.texts("events.allowed-origins")),
        BackgroundWork.Limits.from(settings),
        settings.duration("idempotency.window"),
        settings.integer("hops.max", 0, 1_000),
        settings.duration("webhooks.window"),
        settings.duration("drain.grace"));
  }

  private static SchedulerConfig scheduling(Settings settings) {
    Runtime machine = Runtime.getRuntime();
    long promise = machine.maxMemory() / 100 * settings.integer("capacity.memory", 1, 10_000);
    return new SchedulerConfig(
        new SchedulerConfig.Instances(
            settings.integer("instances.max", 1, 1_000_000),
            settings.integer("instances.max-starting", 1, 1_000),
            settings.integer("instances.forgiven-ends", 1, 1_000_000)),
        settings.integer("queue.max-waiting", 0, 1_000_000),
        new SchedulerConfig.Capacity(
            machine.availableProcessors(),
            Math.max(1, promise),
            settings.integer("lanes.background", 1, 100),
            settings.integer("lanes.long", 1, 100)),
        settings.choice("queue.congested-order", SchedulerConfig.Order.class));
  }
}
