package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host keeps for cloud functions, JSON above all, keeps none of their classes alive. */
class RedeployTest {

  private static final int REDEPLOYS = 30;

  @Test
  void everyLoaderIsCollectedAfterManyRedeploys(@TempDir Path data) {
    try (RunningHost running = RunningHost.start(data)) {
      HostClient host = running.client();
      for (int i = 0; i < REDEPLOYS; i++) {
        redeploy(host, "typed", CloudJars.of("Greeter"), i);
        assertThat(host.post("typed", "{\"name\":\"A\",\"size\":\"LARGE\"}").expect(200).text())
            .contains("Hello");
        redeploy(host, "values", CloudJars.of("ValueEvents", "RawEvents"), i);
        host.post("values", "{\"eventId\":\"1\",\"data\":{\"data\":\"x\"}}").expect(200);
        redeploy(host, "http", CloudJars.of("Probe"), i);
        host.get("http?do=late").expect(200);
        host.get("http?do=throw").expect(500);
      }
      for (String name : new String[] {"typed", "values", "http"}) {
        host.admin("DELETE", "/v1/functions/" + name).expect(204);
      }
      Eventually.holds(
          "the loaders are collected",
          () -> {
            System.gc();
            running.leaks().check();
            return running.leaks().pending() == 0;
          });
      assertThat(running.leaks().leaks()).isEmpty();
      assertThat(host.metric("hearth_instances_live")).isZero();
    }
  }

  private static void redeploy(HostClient host, String name, FunctionJar jar, int number) {
    String handler = name.equals("values") ? "handler: com.acme.ValueEvents, " : "";
    host.deployed(
        name,
        jar.entry("number.txt", "" + number),
        "{" + handler + "env: {NUMBER: \"" + number + "\"}}");
  }
}
