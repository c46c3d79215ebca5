package dev.hearth.host.journey.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs other programs, for tests that are left out where those are not installed. */
final class Tool {

  private static final int PATIENCE_SECONDS = 180;

  private Tool() {}

  /** What a program has said, and how it ended. */
  record Said(int status, String out, String err) {

    /** What it said on its standard output, if it succeeded. */
    String ok() {
      if (status != 0) {
        throw new AssertionError("ended with " + status + ": " + err + out);
      }
      return out;
    }
  }

  /** Where a program is: the first of these places, or on the path; empty if it is nowhere. */
  static Optional<String> find(String name, String... places) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(places), Stream.of(path.split(":", -1)).map(place -> place + "/" + name))
        .filter(place -> Files.isExecutable(Path.of(place)))
        .findFirst();
  }

  /** Runs a program to its end; {@code environment} is added to that of this process. */
  static Said run(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Said(process.waitFor(), Files.readString(out), Files.readString(err));
  }

  /** How a client of AWS finds the host, with a key of the host. */
  static Map<String, String> awsEnvironment(String key, Path home) {
    int dot = key.indexOf('.');
    return Map.of(
        "AWS_ACCESS_KEY_ID", key.substring(0, dot),
        "AWS_SECRET_ACCESS_KEY", key.substring(dot + 1),
        "AWS_DEFAULT_REGION", "eu-west-1",
        "AWS_REGION", "eu-west-1",
        "AWS_EC2_METADATA_DISABLED", "true",
        "AWS_PAGER", "",
        "AWS_MAX_ATTEMPTS", "1",
        "HOME", home.toString());
  }
}
