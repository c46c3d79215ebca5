package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What fails for good is kept with its input, looked at, run again or thrown away. */
@ExtendWith(SharedHost.class)
class DeadLettersTest {

  private static final String RETRY = "retry: {maxAttempts: 3, base: 10ms, cap: 20ms}";
  private static final String FAIL = "throw new IllegalStateException(\"boom\");";
  private static final String ANSWER = "return HttpResponse.text(\"mended\");";

  @TempDir private Path directory;

  private Path log() {
    return directory.resolve("log");
  }

  private void deploy(HostClient host, String name, String rest, String config) {
    host.deployed(
        name, Tasked.recording(log(), rest), Tasked.allowing(log(), RETRY + "\n" + config));
  }

  private static JsonNode letters(HostClient host, String function) {
    return host.admin("GET", "/v1/dead-letters?function=" + function)
        .expect(200)
        .json()
        .path("deadLetters");
  }

  @Test
  void anIdempotentFunctionIsTriedAgainThenItsCallIsADeadLetterThatAFixedVersionMends(
      HostClient host) {
    deploy(host, "dead-idempotent", FAIL, "idempotent: true");
    String id = Tasked.accepted(host, "dead-idempotent/a?b=c", "the input");
    JsonNode task = Tasked.await(host, id, "dead-lettered");
    assertThat(task.path("attempts").intValue()).isEqualTo(3);
    assertThat(task.path("error").path("reason").asString()).isEqualTo("function-error");
    assertThat(task.path("failures")).hasSize(3);
    assertThat(Tasked.runs(log()))
        .containsExactly(id + " 1 the input", id + " 2 the input", id + " 3 the input");
    Tasked.result(host, id).expectProblem(502, "function-error", "function");

    assertThat(letters(host, "dead-idempotent").path(0).path("id").asString()).isEqualTo(id);
    JsonNode letter = host.admin("GET", "/v1/dead-letters/" + id).expect(200).json();
    assertThat(letter.path("input").path("path").asString()).isEqualTo("/a");
    assertThat(letter.path("input").path("query").asString()).isEqualTo("b=c");
    assertThat(letter.path("input").path("body").asString()).isEqualTo("the input");
    assertThat(letter.path("error").path("stack").asString()).contains("com.acme.Web");

    deploy(host, "dead-idempotent", ANSWER, "idempotent: true");
    Reply redriven = host.admin("POST", "/v1/dead-letters/" + id + "/redrive", "{\"version\": 2}");
    assertThat(redriven.expect(202).json().path("state").asString()).isEqualTo("queued");
    assertThat(Tasked.await(host, id, "succeeded").path("attempts").intValue()).isEqualTo(1);
    assertThat(Tasked.result(host, id).expect(200).text()).isEqualTo("mended");
    assertThat(letters(host, "dead-idempotent")).isEmpty();
    host.admin("POST", "/v1/dead-letters/" + id + "/redrive")
        .expectProblem(409, "conflict", "caller");
  }

  @Test
  void aFunctionThatIsNotIdempotentRunsOnce(HostClient host) {
    deploy(host, "dead-once", FAIL, "");
    String id = Tasked.accepted(host, "dead-once", "x");
    JsonNode task = Tasked.await(host, id, "dead-lettered");
    assertThat(task.path("attempts").intValue()).isEqualTo(1);
    assertThat(Tasked.runs(log())).containsExactly(id + " 1 x");
  }

  @Test
  void aKeyOfTheCallerMakesItSafeToTryAgain(HostClient host) {
    deploy(host, "dead-keyed", FAIL, "");
    String id =
        host.send(Tasked.later(host, "dead-keyed", "x").header("Idempotency-Key", "k"))
            .expect(202)
            .invocation();
    assertThat(Tasked.await(host, id, "dead-lettered").path("attempts").intValue()).isEqualTo(3);
    assertThat(Tasked.runs(log())).hasSize(3);
  }

  @Test
  void allDeadLettersOfAFunctionAreRedriven(HostClient host) {
    deploy(host, "dead-all", FAIL, "");
    List<String> ids =
        IntStream.range(0, 5).mapToObj(i -> Tasked.accepted(host, "dead-all", "x" + i)).toList();
    ids.forEach(id -> Tasked.await(host, id, "dead-lettered"));
    deploy(host, "dead-all", ANSWER, "");
    host.admin("PUT", "/v1/functions/dead-all/aliases/good", "{\"weights\": {\"2\": 1}}")
        .expect(200);
    host.admin("POST", "/v1/dead-letters/redrive").expectProblem(400, "invalid-request", "caller");
    Reply all =
        host.admin("POST", "/v1/dead-letters/redrive?function=dead-all", "{\"alias\": \"good\"}");
    assertThat(all.expect(202).json().path("redriven").intValue()).isEqualTo(5);
    ids.forEach(id -> Tasked.await(host, id, "succeeded"));
    assertThat(Tasked.task(host, ids.getFirst()).path("qualifier").asString()).isEqualTo("good");
  }

  @Test
  void deadLettersArePurged(HostClient host) {
    deploy(host, "dead-purged", FAIL, "");
    List<String> ids =
        IntStream.range(0, 3).mapToObj(i -> Tasked.accepted(host, "dead-purged", "x" + i)).toList();
    ids.forEach(id -> Tasked.await(host, id, "dead-lettered"));
    host.admin("DELETE", "/v1/dead-letters/" + ids.getFirst()).expect(204);
    assertThat(Tasked.state(host, ids.getFirst())).isEqualTo("failed");
    assertThat(letters(host, "dead-purged")).hasSize(2);
    host.admin("DELETE", "/v1/dead-letters").expectProblem(400, "invalid-request", "caller");
    assertThat(
            host.admin("DELETE", "/v1/dead-letters?function=dead-purged")
                .expect(200)
                .json()
                .path("purged")
                .intValue())
        .isEqualTo(2);
    assertThat(letters(host, "dead-purged")).isEmpty();
    host.admin("GET", "/v1/dead-letters/" + ids.getFirst())
        .expectProblem(409, "conflict", "caller");
    host.admin("GET", "/v1/dead-letters/none").expectProblem(404, "unknown-invocation", "caller");
  }

  @Test
  void aRedriveSaysWhatIsWrongWithIt(HostClient host) {
    deploy(host, "dead-wrong", FAIL, "");
    String id = Tasked.accepted(host, "dead-wrong", "x");
    Tasked.await(host, id, "dead-lettered");
    String address = "/v1/dead-letters/" + id + "/redrive";
    host.admin("POST", address, "{\"version\": 9}").expectProblem(404, "unknown-version", "caller");
    host.admin("POST", address, "{\"alias\": \"no\"}")
        .expectProblem(404, "unknown-version", "caller");
    for (String wrong : List.of("{\"version\": 0}", "{\"version\": 1, \"alias\": \"a\"}", "[]")) {
      host.admin("POST", address, wrong).expectProblem(400, "invalid-request", "caller");
    }
    host.admin("DELETE", "/v1/functions/dead-wrong").expect(204);
    host.admin("POST", address).expectProblem(404, "unknown-function", "caller");
    String reader = host.newKey("read");
    host.send(
            HostClient.anonymous(host.admin(), address)
                .header("Authorization", "Bearer " + reader)
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
        .expectProblem(403, "forbidden", "caller");
  }
}
