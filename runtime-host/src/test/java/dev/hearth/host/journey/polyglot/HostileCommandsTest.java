package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.journey.SharedHost;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WASI commands that do harm end alone, within their limits, and reach nothing. */
@ExtendWith(SharedHost.class)
class HostileCommandsTest {

  private static final String LIMITS =
      "timeout: {run: 1s, queue: 20s}\nbudget: {memory: 192MiB, cpu: 5s}\n";

  static Stream<Commands.Harm> harms() {
    return Commands.harms();
  }

  @ParameterizedTest
  @MethodSource("harms")
  void endsAlone(Commands.Harm harm, HostClient host) {
    Program.of("hearth.yaml", LIMITS)
        .with("main.wasm", Commands.module())
        .deploy(host, "harm-" + harm.input())
        .expect(201);
    Reply reply = host.post("harm-" + harm.input(), harm.input());
    String end = reply.status() < 400 ? "answered" : reply.json().path("reason").asString();
    assertThat(end).as(reply.text()).isIn(harm.ends());
    assertThat(reply.text()).doesNotContain(Hostile.EFFECT);
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
    Eventually.holds("no thread is stuck", () -> host.metric("hearth_threads_quarantined") == 0);
  }
}
