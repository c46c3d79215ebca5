package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.journey.SharedHost;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A WASI command reads the request, and what it writes is the answer. */
@ExtendWith(SharedHost.class)
class WebAssemblyTest {

  private static final byte[] COMMANDS = Commands.module();

  @Test
  void aBareModuleIsDeployedAndCalled(HostClient host) {
    host.upload("bare-wasm", COMMANDS, "application/wasm").expect(201);
    Reply reply = host.post("bare-wasm", "grüß Gott").expect(200);
    assertThat(reply.text()).isEqualTo("grüß Gott");
    assertThat(reply.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(host.logsOf(reply, 1).text()).contains("seen: grüß Gott");
    assertThat(host.post("bare-wasm", "").expect(204).text()).isEmpty();
    assertThat(host.post("bare-wasm", "{\"a\":1}").expect(200).header("content-type"))
        .isEqualTo("application/json");
  }

  @Test
  void itMayAnswerAsACgiProgram(HostClient host) {
    host.upload("cgi", COMMANDS, "application/octet-stream").expect(201);
    Reply reply =
        host.send(host.toGateway("/fn/cgi/a/b?c=d").method("PUT", BodyPublishers.ofString("cgi")))
            .expect(201);
    assertThat(reply.text()).isEqualTo("<p>/a/b?c=d");
    assertThat(reply.header("content-type")).isEqualTo("text/html");
    assertThat(reply.header("x-method")).isEqualTo("PUT");
  }

  @Test
  void itsEnvironmentIsTheRequestAndWhatTheManifestSays(HostClient host) {
    Program.of("hearth.yaml", "env: {GREETING: hello}\n")
        .with("main.wasm", COMMANDS)
        .deploy(host, "variables")
        .expect(201);
    JsonNode seen =
        host.send(
                host.toGateway("/fn/variables")
                    .header("Content-Type", "text/x")
                    .header("X-One", "1")
                    .POST(BodyPublishers.ofString("env")))
            .expect(200)
            .json();
    assertThat(seen.toString())
        .isEqualTo("{\"type\":\"text/x\",\"header\":\"1\",\"own\":\"hello\",\"auth\":\"-\"}");
  }

  @Test
  void aStatusOtherThanZeroIsAFunctionError(HostClient host) {
    host.upload("exits", COMMANDS, "application/wasm").expect(201);
    Reply reply =
        host.post("exits", "no: not so\n").expectProblem(502, "function-error", "function");
    assertThat(reply.detail()).contains("status 3", "no: not so");
    assertThat(host.logsOf(reply, 1).text()).contains("no: not so");
    host.post("exits", "still there").expect(200);
  }

  @Test
  void whatIsNoCommandIsRefused(HostClient host) {
    Reply reply =
        Program.of("hearth.yaml", "auth: public\n")
            .with("main.wasm", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0})
            .deploy(host, "empty-module")
            .expectProblem(422, "init-failed", "function");
    assertThat(reply.text()).contains("_start", "wasm32-wasip1");
    assertThat(
            Program.of("hearth.yaml", "auth: public\n")
                .with("main.wasm", new byte[] {0, 'a', 's', 'm', 9, 9})
                .deploy(host, "broken-module")
                .expectProblem(422, "invalid-artifact", "caller")
                .text())
        .contains("main.wasm is no WebAssembly module");
  }
}
