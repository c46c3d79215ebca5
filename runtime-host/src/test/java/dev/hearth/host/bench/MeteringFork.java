package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one JVM found about one kernel.
 *
 * @param cold CPU nanoseconds from the loading of the class to the end of the first call
 * @param warm CPU nanoseconds of a call, the lower quartile of the slices
 * @param answer what the kernel computed
 */
record MeteringFork(double cold, double warm, int answer) {

  private static final List<String> OPTIONS =
      List.of("-Xbatch", "-XX:+UseG1GC", "-Xms512m", "-Xmx512m", "-XX:-UsePerfData");

  /** Runs a kernel of {@code jar} in a fresh JVM. */
  static MeteringFork compiled(Path jar, String kernel, MeteringEffort effort)
      throws IOException, InterruptedException {
    return run(jar, kernel, List.of(), effort, effort.warmUpMillis());
  }

  /** The same with the interpreter alone, which needs no warm-up. */
  static MeteringFork interpreted(Path jar, String kernel, MeteringEffort effort)
      throws IOException, InterruptedException {
    return run(jar, kernel, List.of("-Xint"), effort, 1);
  }

  /** The rewriting must not change what a kernel computes. */
  void mustAgreeWith(MeteringFork other) {
    if (answer != other.answer) {
      throw new IllegalStateException("rewritten: %d, else: %d".formatted(other.answer, answer));
    }
  }

  private static MeteringFork run(
      Path jar, String kernel, List<String> options, MeteringEffort effort, int warmUpMillis)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Surroundings.tool("java")));
    command.addAll(OPTIONS);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            MeteringRun.class.getName(),
            jar.toString(),
            MeteringArtifact.PACKAGE + "." + kernel,
            Integer.toString(warmUpMillis),
            Integer.toString(effort.sliceMillis()),
            Integer.toString(effort.slices())));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(kernel + " from " + jar.getFileName() + " failed:\n" + output);
    }
    List<String> words = List.of(output.strip().split(" "));
    return new MeteringFork(
        Double.parseDouble(words.get(0)),
        Double.parseDouble(words.get(1)),
        Integer.parseInt(words.get(2)));
  }
}
