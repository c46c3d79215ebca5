package dev.hearth.host.journey.polyglot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The body of a handler that does harm, and how its calls may end.
 *
 * @param name of the function
 * @param ends the words that a call may end with: {@code answered}, or the slug of a reason
 * @param body its code
 */
record Hostile(String name, Set<String> ends, String body) {

  Hostile {
    ends = Set.copyOf(ends);
  }

  /** What it answers when it has done what it must not be able to do. */
  static final String EFFECT = "EFFECT";

  private static final String BEGIN = "### ";

  /** All those in a resource of {@code src/test/resources/polyglot}. */
  static List<Hostile> in(String resource) {
    List<Hostile> all = new ArrayList<>();
    for (String block : ("\n" + text("/polyglot/" + resource)).split("\n" + BEGIN, -1)) {
      int colon = block.indexOf(": ");
      int end = block.indexOf('\n', colon);
      if (!block.startsWith("\n") && colon > 0) {
        Set<String> ends = Set.of(block.substring(colon + 2, end).strip().split(" ", -1));
        all.add(new Hostile(block.substring(0, colon), ends, block.substring(end + 1)));
      }
    }
    return all;
  }

  private static String text(String resource) {
    try (InputStream in = Hostile.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A manifest with limits: a short time only where it is the time that is to end it. */
  String limits() {
    String run = ends.contains("run-timeout") ? "400ms" : "30s";
    return "timeout: {run: " + run + ", queue: 20s}\nbudget: {memory: 192MiB, cpu: 29s}\n";
  }

  /** Deploys the program, calls it, and looks whether the host is as well as before. */
  void attack(HostClient host, String deployedAs, Program program) {
    program.deploy(host, deployedAs, limits()).expect(201);
    Reply reply = host.get(deployedAs);
    String end = reply.status() < 400 ? "answered" : reply.json().path("reason").asString();
    assertThat(end).as(reply.text()).isIn(ends);
    assertThat(reply.text()).doesNotContain(EFFECT, "root:");
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
    Eventually.holds("no thread is stuck", () -> host.metric("hearth_threads_quarantined") == 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
