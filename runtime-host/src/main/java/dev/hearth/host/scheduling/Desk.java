package dev.hearth.host.scheduling;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.Lane;
import dev.hearth.host.scheduling.load.MovingAverage;
import dev.hearth.host.scheduling.load.Newcomers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the scheduler knows of one version. Every field is guarded by the scheduler's lock. */
final class Desk {

  final FunctionVersion version;
  final FunctionLoad function;
  Snapshot.Limits limits;
  final Measured measured;
  final MovingAverage start = new MovingAverage();
  final StartBrake brake;
  final Map<Lane, Line> lines = new EnumMap<>(Lane.class);
  int running;
  int starting;
  boolean lookingAgain;

  /** Whether the version is gone for good; calls may still be under way. */
  boolean forgotten;

  Desk(
      FunctionVersion version, FunctionLoad function, Newcomers newcomers, SchedulerConfig config) {
    this.version = version;
    this.function = function;
    this.brake = new StartBrake(config.instances().forgivenEnds());
    this.measured =
        new Measured(
            newcomers, config.capacity().processors(), version.spec().budget().memory().bytes());
    this.limits = limits(config, function.maxCalls);
  }

  private Snapshot.Limits limits(SchedulerConfig config, OptionalInt maxCalls) {
    var concurrency = version.spec().concurrency();
    return new Snapshot.Limits(
        maxCalls.orElse(concurrency.max()),
        concurrency.queueOr(config.maxWaiting()),
        config.instances().maxStarting(),
        version.spec().timeouts().queue());
  }

  /** The function's maximum is another now. */
  void limit(SchedulerConfig config) {
    limits = limits(config, function.maxCalls);
  }

  /** A call runs, or an instance starts for one. */
  void begins() {
    running++;
    function.underWay++;
  }

  /** A call has ended. */
  void ends() {
    running--;
    function.underWay--;
  }

  void startBegins() {
    starting++;
    function.underWay++;
  }

  void startEnds() {
    starting--;
    function.underWay--;
  }

  /** What all versions of one function have under way. */
  static final class FunctionLoad {

    /** Where calls of the function wait. */
    final List<Line> lines = new ArrayList<>(1);

    /** Calls that run and instances that start. */
    int underWay;

    /** How many versions have a desk. */
    int versions;

    /** In place of what the versions say themselves. */
    OptionalInt maxCalls = OptionalInt.empty();
  }
}
