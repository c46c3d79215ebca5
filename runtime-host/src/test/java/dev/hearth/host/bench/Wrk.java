package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk (https://github.com/wg/wrk), a closed-loop HTTP load generator. */
final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final String TIME = "\\s+([0-9.]+)(us|ms|s)\\b";

  private static final int SLICE_SECONDS = 5;
  private static final int SLICES_WITHOUT_GAIN = 3;
  private static final int LONGEST_WARM_UP_SECONDS = 90;
  private static final double GAIN = 1.03;

  private Wrk() {}

  /**
   * What one run found.
   *
   * @param rate requests a second
   * @param p50 milliseconds
   * @param p99 milliseconds
   * @param failed answers whose status is not 2xx or 3xx
   */
  record Result(double rate, double p50, double p99, long requests, long failed) {}

  /** Whether wrk is installed. */
  static boolean isThere() throws InterruptedException {
    try {
      new ProcessBuilder("wrk", "-v").redirectErrorStream(true).start().waitFor();
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Loads {@code url} over {@code connections}, from one thread. */
  static Result run(String url, int connections, int seconds)
      throws IOException, InterruptedException {
    return run(url, connections, seconds, List.of());
  }

  /** The same with a Lua {@code script}, which says what is sent. */
  static Result run(String url, int connections, int seconds, Path script)
      throws IOException, InterruptedException {
    return run(url, connections, seconds, List.of("-s", script.toString()));
  }

  /**
   * Loads {@code url} until the compiler has done with it: until the best of three slices of five
   * seconds is hardly better than the best before them, for a minute and a half at most.
   *
   * @return how many seconds that took
   */
  static int warmUp(String url, int connections, Optional<Path> script)
      throws IOException, InterruptedException {
    List<String> further = script.map(file -> List.of("-s", file.toString())).orElse(List.of());
    double best = 0;
    int seconds = 0;
    int since = 0;
    while (since < SLICES_WITHOUT_GAIN && seconds < LONGEST_WARM_UP_SECONDS) {
      double rate = run(url, connections, SLICE_SECONDS, further).rate();
      since = rate > best * GAIN ? 0 : since + 1;
      best = Math.max(best, rate);
      seconds += SLICE_SECONDS;
    }
    return seconds;
  }

  private static Result run(String url, int connections, int seconds, List<String> further)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "--latency"));
    command.addAll(List.of("-c" + connections, "-d" + seconds + "s"));
    command.addAll(further);
    command.add(url);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IOException("wrk failed:\n" + output);
    }
    return new Result(
        Double.parseDouble(find(RATE, output).group(1)),
        millis(find(Pattern.compile("50%" + TIME), output)),
        millis(find(Pattern.compile("99%" + TIME), output)),
        Long.parseLong(find(REQUESTS, output).group(1)),
        FAILED.matcher(output).results().mapToLong(m -> Long.parseLong(m.group(1))).sum());
  }

  private static Matcher find(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("wrk's output has no " + pattern + ":\n" + text);
    }
    return found;
  }

  private static double millis(Matcher time) {
    double value = Double.parseDouble(time.group(1));
    return switch (time.group(2)) {
      case "us" -> value / 1000;
      case "ms" -> value;
      default -> value * 1000;
    };
  }
}
