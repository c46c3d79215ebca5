package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.cloud.Exchange.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in every form, here and in the original: the function sees the same. */
class SameEventsTest {

  @ParameterizedTest
  @ValueSource(strings = {"Events", "RawEvents", "ValueEvents"})
  void theFunctionSeesTheSameEvent(String name, @TempDir Path directory) throws IOException {
    FunctionJar jar = CloudJars.of(name, "RawEvents");
    try (Original original = Original.start(directory, jar, "com.acme." + name);
        RunningHost host = RunningHost.start(directory.resolve("data"))) {
      host.client().deployed("events", jar, "{auth: public, handler: com.acme.%s}".formatted(name));
      for (Request request : EventCorpus.requests()) {
        Exchange.Answer there = original.call(request);
        Exchange.Answer here = Exchange.with(host.client().gateway(), "/fn/events", request);
        String told = request + " " + request.body();
        assertThat(here.compared()).as(told).isEqualTo(there.compared());
        List<String> seen = original.newLines("SAW ");
        assertThat(seenHere(host.client(), here, seen.size())).as(told).isEqualTo(seen);
      }
    }
  }

  /** What the function has said, when it is as much as wanted. */
  private static List<String> seenHere(HostClient host, Exchange.Answer answer, int wanted) {
    String id = answer.servers().get("x-invocation-id");
    return Eventually.get(
        () -> saidIn(host.admin("GET", "/v1/invocations/" + id + "/logs")),
        seen -> seen.size() >= wanted);
  }

  private static List<String> saidIn(Reply logs) {
    return logs.status() == 200
        ? logs.json()
            .path("lines")
            .valueStream()
            .map(line -> line.path("text").asString())
            .filter(text -> text.startsWith("SAW "))
            .toList()
        : List.of();
  }
}
