package dev.hearth.host;

import dev.hearth.host.config.Problems;
import dev.hearth.host.config.Setting;
import dev.hearth.host.config.SettingsReader;
import dev.hearth.host.registry.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process: reads its settings, runs a host until it is told to stop. */
final class HearthMain {

  private static final Path SETTINGS_FILE = Path.of("hearth.yaml");

  /** The exit status of a host that has ended itself because it could not rely on its JVM. */
  private static final int DISTRUSTED = 3;

  private static final Duration HALT_MARGIN = Duration.ofSeconds(10);

  private HearthMain() {}

  /**
   * Runs until SIGTERM; the exit status is 0 after an orderly end, 2 for wrong settings, 3 if it
   * has to be started anew because threads of functions could not be ended, 1 else.
   */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    HostLogging.install();
    int status = run(List.of(arguments), System.getenv(), out);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    if (arguments.contains("--help")) {
      printHelp(out);
      return 0;
    }
    Problems problems = new Problems();
    HearthConfig config = readConfig(arguments, environment, problems);
    if (!problems.isEmpty()) {
      out.println("Hearth cannot start, for its settings are not right:");
      problems.list().forEach(problem -> out.println("  " + problem));
      return 2;
    }
    try {
      Hearth hearth = Hearth.start(config, Surroundings.real(environment), out);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(hearth, config, out, 0)));
      out.println("gateway    " + hearth.gateway().url());
      out.println("admin      " + hearth.admin().url());
      out.println("admin key  " + hearth.adminKeyFile());
      out.println("languages  " + hearth.languages());
      out.println("Hearth is ready.");
      out.println("Hearth wants to be started anew: " + hearth.awaitDistrust());
      stop(hearth, config, out, DISTRUSTED);
      return DISTRUSTED;
    } catch (IOException | StoreException | IllegalArgumentException e) {
      out.println("Hearth cannot start: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static HearthConfig readConfig(
      List<String> arguments, Map<String, String> environment, Problems problems) {
    SettingsReader reader = new SettingsReader(HearthConfig.SETTINGS, problems);
    if (Files.exists(SETTINGS_FILE)) {
      try {
        reader.file(SETTINGS_FILE.toString(), Files.readString(SETTINGS_FILE));
      } catch (IOException e) {
        problems.add(SETTINGS_FILE.toString(), "the file cannot be read: " + e.getMessage());
      }
    }
    return HearthConfig.from(reader.environment(environment).commandLine(arguments).settings());
  }

  /** Ends the host in order; should that hang, ends the process all the same. */
  private static void stop(Hearth hearth, HearthConfig config, PrintStream out, int status) {
    Thread.ofPlatform()
        .daemon(true)
        .name("hearth-halt")
        .start(() -> {
          try {
            Thread.sleep(config.drainGrace().plus(HALT_MARGIN));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(1);
        });
    out.println("Hearth is stopping: calls under way may go on, new ones are refused.");
    hearth.close();
    out.println("Hearth has stopped.");
    Runtime.getRuntime().halt(status);
  }

  private static void printHelp(PrintStream out) {
    out.println(
        "Settings, each as a flag --key=value, an environment variable, or in hearth.yaml:");
    for (Setting setting : HearthConfig.SETTINGS) {
      out.printf(
          "  --%-24s %-34s %s (%s)%n",
          setting.key(), setting.variable(), setting.meaning(), setting.defaultText());
    }
  }
}
