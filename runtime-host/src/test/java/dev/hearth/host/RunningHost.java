package dev.hearth.host;

import dev.hearth.host.cleanup.LeakDetector;
import dev.hearth.host.config.Problems;
import dev.hearth.host.config.SettingsReader;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.TaskQueue;
import dev.hearth.host.queue.durable.TaskState;
import dev.hearth.host.queue.durable.TaskStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host in this process, on free ports. Used by one thread; its client by any. */
public final class RunningHost implements AutoCloseable {

  private final Hearth hearth;
  private final HostClient client;

  private RunningHost(Hearth hearth, HostClient client) {
    this.hearth = hearth;
    this.client = client;
  }

  /**
   * Starts a host that is ready when this returns.
   *
   * @param data its data directory
   * @param flags further settings, for instance {@code --request.max-body=1KiB}
   */
  public static RunningHost start(Path data, String... flags) {
    List<String> arguments =
        new ArrayList<>(List.of("--gateway=127.0.0.1:0", "--admin=127.0.0.1:0", "--data=" + data));
    arguments.addAll(List.of(flags));
    Problems problems = new Problems();
    HearthConfig config =
        HearthConfig.from(
            new SettingsReader(HearthConfig.SETTINGS, problems).commandLine(arguments).settings());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.list().toString());
    }
    HostLogging.install();
    PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      Hearth hearth = Hearth.start(config, Surroundings.real(Map.of()), quiet);
      String key = Files.readString(hearth.adminKeyFile()).strip();
      return new RunningHost(
          hearth,
          new HostClient(
              URI.create(hearth.gateway().url()), URI.create(hearth.admin().url()), key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How its users speak to it. */
  public HostClient client() {
    return client;
  }

  /** What watches that closed instances are collected. */
  public LeakDetector leaks() {
    return hearth.core().leaks();
  }

  /** Where durable work comes in, as the host's own parts bring it. */
  public TaskQueue tasks() {
    return hearth.background().queue();
  }

  /** Where durable work is kept. */
  public TaskStore taskStore() {
    return hearth.core().store().tasks();
  }

  /** Calls a task off. */
  public Optional<TaskState> callOff(InvocationId task) {
    return hearth.background().dispatcher().callOff(task);
  }

  @Override
  public void close() {
    client.close();
    hearth.close();
  }
}
