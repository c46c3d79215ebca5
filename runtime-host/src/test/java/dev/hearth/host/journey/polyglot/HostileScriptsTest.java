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

/** Functions in JavaScript that do harm end alone, within their limits, and reach nothing. */
@ExtendWith(SharedHost.class)
class HostileScriptsTest {

  static Stream<Hostile> scripts() {
    return HostileScripts.all();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void endsAlone(Hostile hostile, HostClient host) {
    Program.of(hostile.file(), hostile.source())
        .deploy(host, hostile.name(), hostile.limits())
        .expect(201);
    Reply reply = host.get(hostile.name());
    assertThat(endOf(reply)).as(reply.text()).isIn(hostile.ends());
    assertThat(reply.text()).doesNotContain(Hostile.EFFECT, "root:");
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
    Eventually.holds("no thread is stuck", () -> host.metric("hearth_threads_quarantined") == 0);
  }

  private static String endOf(Reply reply) {
    return reply.status() < 400 ? "answered" : reply.json().path("reason").asString();
  }
}
