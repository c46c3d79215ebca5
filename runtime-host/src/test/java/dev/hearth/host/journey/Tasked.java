package dev.hearth.host.journey;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Functions that write down each run, and what their callers do who do not wait. */
final class Tasked {

  private Tasked() {}

  /**
   * An HTTP function that appends id, attempt and body of each run to the file {@code log}, before
   * it does the rest; its manifest has to allow the directory of the file, see {@link #allowing}.
   */
  static FunctionJar recording(Path log, String rest) {
    return Functions.http(
        """
        java.nio.file.Files.writeString(
            java.nio.file.Path.of("%s"),
            context.invocationId() + " " + context.attempt() + " " + request.bodyText() + "\\n",
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND);
        %s
        """
            .formatted(log, rest));
  }

  /** A manifest that lets a function write into the directory of {@code log}, and says more. */
  static String allowing(Path log, String more) {
    return "permissions: {files: ['rw:" + log.getParent() + "']}\n" + more;
  }

  /** The lines of {@code log}. */
  static List<String> runs(Path log) {
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call that nobody waits for. */
  static HttpRequest.Builder later(HostClient host, String function, String body) {
    return host.toGateway("/fn/" + function)
        .header("Prefer", "respond-async")
        .POST(BodyPublishers.ofString(body));
  }

  /** A call that may be sent again. */
  static HttpRequest.Builder keyed(HostClient host, String function, String key, String body) {
    return host.toGateway("/fn/" + function)
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body));
  }

  /** Sends a call that nobody waits for; gives its id. */
  static String accepted(HostClient host, String function, String body) {
    return host.send(later(host, function, body)).expect(202).json().path("id").asString();
  }

  /** What is known of a task. */
  static JsonNode task(HostClient host, String id) {
    return host.send(host.toGateway("/invocations/" + id).GET()).expect(200).json();
  }

  /** Where a task is on its way. */
  static String state(HostClient host, String id) {
    return task(host, id).path("state").asString();
  }

  /** What is known of a task once it is in a state. */
  static JsonNode await(HostClient host, String id, String state) {
    return Eventually.get(
        () -> task(host, id), task -> task.path("state").asString().equals(state));
  }

  /** Its result, once it has one. */
  static Reply result(HostClient host, String id) {
    return Eventually.get(
        () -> host.send(host.toGateway("/invocations/" + id + "/result?wait=10s").GET()),
        reply -> reply.status() != 202);
  }

  /** Calls a task off. */
  static Reply cancel(HostClient host, String id) {
    return host.send(host.toGateway("/invocations/" + id).DELETE());
  }
}
