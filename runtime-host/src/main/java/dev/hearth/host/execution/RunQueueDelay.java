package dev.hearth.host.execution;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * How long the running thread has been ready to run while no processor was free for it, since it
 * started, in nanoseconds. Linux tells, in the second number of {@code /proc/thread-self/schedstat}
 * (Documentation/scheduler/sched-stats.rst); elsewhere it is always 0. Some ten microseconds a
 * look. Stateless.
 */
final class RunQueueDelay implements LongSupplier {

  private static final String FILE = "/proc/thread-self/schedstat";

  /** Not through a channel: that would be closed where the thread has been interrupted. */
  @Override
  public long getAsLong() {
    try (FileInputStream file = new FileInputStream(FILE)) {
      return parse(new String(file.readNBytes(128), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return 0;
    }
  }

  /** The second of the numbers; 0 if there is none. */
  static long parse(String text) {
    String[] numbers = text.strip().split(" ", 4);
    try {
      return numbers.length < 2 ? 0 : Long.parseLong(numbers[1]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
