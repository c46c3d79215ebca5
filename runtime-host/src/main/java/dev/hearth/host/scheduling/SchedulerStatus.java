package dev.hearth.host.scheduling;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.registry.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * What the scheduler is doing at a moment.
 *
 * @param lanes all of them
 * @param adaptiveLimit processors' worth of calls that may run at once at the moment
 * @param longCalls running calls that have computed for so long that shorter ones go first
 * @param instancesStarting instances that start
 * @param instancesMax live instances that there may be
 * @param lines the versions whose calls wait, those with the most first
 */
public record SchedulerStatus(
    List<LaneStatus> lanes,
    int adaptiveLimit,
    int longCalls,
    int instancesStarting,
    int instancesMax,
    List<LineStatus> lines) {

  private static final int MOST_LINES = 50;

  /**
   * One lane.
   *
   * @param waiting calls that wait
   * @param running calls that run
   * @param processors processors' worth of these calls
   * @param processorsLimit as many as there may be
   * @param promised memory that they may allocate
   * @param promisedLimit as much as it may be
   */
  public record LaneStatus(
      Lane lane,
      int waiting,
      int running,
      double processors,
      double processorsLimit,
      ByteSize promised,
      ByteSize promisedLimit) {}

  /**
   * One version with calls that wait.
   *
   * @param version name and number
   * @param congested whether more has come lately than could be served
   */
  public record LineStatus(
      String version, Lane lane, int waiting, int running, boolean congested) {}

  /** As it is now. Called under the scheduler's lock. */
  static SchedulerStatus of(Floor floor) {
    List<LaneStatus> lanes = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      CapacityLedger.Use use = floor.capacity.use(lane);
      lanes.add(
          new LaneStatus(
              lane,
              floor.lane(lane).waiting,
              use.calls(),
              use.demand() / (double) CapacityLedger.ONE_PROCESSOR,
              floor.capacity.demandOf(lane, floor.limit.processors())
                  / (double) CapacityLedger.ONE_PROCESSOR,
              new ByteSize(use.bytes()),
              new ByteSize(floor.capacity.bytesOf(lane))));
    }
    return new SchedulerStatus(
        lanes,
        floor.limit.processors(),
        floor.longCalls.size(),
        floor.instances.starting(),
        floor.instances.max(),
        lines(floor));
  }

  private static List<LineStatus> lines(Floor floor) {
    return floor.desks.all().stream()
        .flatMap(desk -> desk.lines.values().stream())
        .filter(line -> line.counted > 0)
        .sorted((a, b) -> Integer.compare(b.counted, a.counted))
        .limit(MOST_LINES)
        .map(line ->
            new LineStatus(
                line.desk.version.id().toString(),
                line.lane,
                line.counted,
                line.running,
                line.congested))
        .toList();
  }
}
