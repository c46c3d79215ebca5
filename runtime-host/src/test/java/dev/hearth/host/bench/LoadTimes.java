package dev.hearth.host.bench;

import dev.hearth.host.bench.load.Clients;
import dev.hearth.host.bench.load.OpenLoop;
import dev.hearth.host.bench.load.Phase;
import dev.hearth.host.bench.load.Report;
import dev.hearth.host.bench.load.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How long the parts that put load on the host take.
 *
 * @param warmUp before anything is measured
 * @param steady a phase of ordinary load
 * @param peak a phase of overload
 * @param after the time in which the host may recover
 */
record LoadTimes(Duration warmUp, Duration steady, Duration peak, Duration after) {

  /** For figures that can be compared with their goals. */
  static LoadTimes full() {
    return new LoadTimes(
        Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(8), Duration.ofSeconds(6));
  }

  /** To see that it works: the figures say little. */
  static LoadTimes quick() {
    return new LoadTimes(
        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  /** The quick ones if {@code BENCH_QUICK} is set. */
  static LoadTimes ofProcess() {
    return isQuick() ? quick() : full();
  }

  /** Whether {@code BENCH_QUICK} is set. */
  static boolean isQuick() {
    return System.getenv("BENCH_QUICK") != null;
  }

  /** Calls {@code path} of a host from so many callers in a closed loop. */
  static Report closed(Product product, String path, int callers, Duration length)
      throws IOException {
    return OpenLoop.run(
        List.of(
            Stream.get(
                path, product.gateway(), path, "", List.of(new Phase.Closed(callers, length)))),
        Clients.modest());
  }
}
