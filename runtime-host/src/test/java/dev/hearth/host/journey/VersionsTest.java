package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A function grows: versions, aliases, the way back, and the end. */
@ExtendWith(SharedHost.class)
class VersionsTest {

  @TempDir Path directory;

  private static void deployTwo(HostClient host, String name) {
    host.deployed(name, Functions.saying("one"));
    host.deployed(name, Functions.saying("two"));
  }

  @Test
  void callsEachVersionByItsNumberAndTheNewestWithout(HostClient host) {
    deployTwo(host, "numbered");
    assertThat(host.get("numbered@1").text()).isEqualTo("one");
    assertThat(host.get("numbered@2").text()).isEqualTo("two");
    assertThat(host.get("numbered").text()).isEqualTo("two");
  }

  @Test
  void splitsTheCallsOfAnAliasByWeight(HostClient host) {
    deployTwo(host, "split");
    Reply set =
        host.admin(
            "PUT", "/v1/functions/split/aliases/live", "{\"weights\": {\"1\": 50, \"2\": 50}}");
    assertThat(set.expect(200).json().path("weights").path("2").intValue()).isEqualTo(50);
    TreeMap<String, Integer> answers = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      answers.merge(host.get("split@live").expect(200).text(), 1, Integer::sum);
    }
    assertThat(answers).containsOnlyKeys("one", "two"); // 2^-99 that one of them is missing
  }

  @Test
  void sendsCallsWithTheSameKeyToTheSameVersion(HostClient host) {
    deployTwo(host, "sticky");
    host.admin(
            "PUT",
            "/v1/functions/sticky/aliases/live",
            "{\"weights\": {\"1\": 50, \"2\": 50}, \"sticky\": \"cookie:sid\"}")
        .expect(200);
    TreeMap<String, Integer> spread = new TreeMap<>();
    for (int user = 0; user < 30; user++) {
      String key = "user-" + user;
      String first = sticky(host, "X-Hearth-Sticky-Key", key);
      spread.merge(first, 1, Integer::sum);
      assertThat(sticky(host, "X-Hearth-Sticky-Key", key)).isEqualTo(first);
      assertThat(sticky(host, "Cookie", "a=b; sid=" + key)).isEqualTo(first);
    }
    assertThat(spread).containsOnlyKeys("one", "two");
    JsonNode traits =
        host.admin("GET", "/v1/functions/sticky").json().path("aliasTraits").path("live");
    assertThat(traits.path("sticky").asString()).isEqualTo("cookie:sid");
  }

  private static String sticky(HostClient host, String field, String value) {
    return host.send(host.toGateway("/fn/sticky@live").header(field, value).GET())
        .expect(200)
        .text();
  }

  @Test
  void movesAndRemovesAnAlias(HostClient host) {
    deployTwo(host, "moved");
    String alias = "/v1/functions/moved/aliases/live";
    host.admin("PUT", alias, "{\"version\": 1}").expect(200);
    assertThat(host.get("moved@live").text()).isEqualTo("one");
    host.admin("PUT", alias, "{\"version\": 2}").expect(200);
    assertThat(host.get("moved@live").text()).isEqualTo("two");
    host.admin("DELETE", alias).expect(204);
    host.get("moved@live").expectProblem(404, "unknown-version", "caller");
  }

  @Test
  void refusesAnAliasThatLeadsNowhere(HostClient host) {
    deployTwo(host, "nowhere");
    String alias = "/v1/functions/nowhere/aliases/";
    assertThat(host.admin("PUT", alias + "live", "{\"version\": 9}").status()).isIn(400, 404, 409);
    assertThat(host.admin("PUT", alias + "live", "{}").status()).isEqualTo(400);
    assertThat(host.admin("PUT", alias + "live", "{\"weights\": {\"1\": -1}}").status())
        .isEqualTo(400);
    assertThat(host.admin("PUT", alias + "7", "{\"version\": 1}").status()).isEqualTo(400);
    assertThat(host.admin("PUT", alias + "live", "{\"version\": 1, \"sticky\": \"x\"}").status())
        .isEqualTo(400);
    assertThat(host.admin("PUT", alias + "live", "{\"version\": 1, \"odd\": 1}").status())
        .isEqualTo(400);
    assertThat(host.admin("PUT", alias + "live", "not JSON").status()).isEqualTo(400);
    assertThat(host.admin("GET", "/v1/functions/nowhere").json().path("aliases")).isEmpty();
  }

  @Test
  void goesBackToTheVersionBefore(HostClient host) {
    deployTwo(host, "back");
    Reply reply = host.admin("POST", "/v1/functions/back/rollback").expect(200);
    assertThat(reply.json().path("version").intValue()).isEqualTo(1);
    assertThat(host.get("back").text()).isEqualTo("one");
    Reply first = host.admin("POST", "/v1/functions/back/rollback");
    first.expectProblem(409, "conflict", "caller");
    host.admin("POST", "/v1/functions/back/rollback", "{\"version\": 2}").expect(200);
    assertThat(host.get("back").text()).isEqualTo("two");
  }

  @Test
  void deletesAVersionThatNothingLeadsTo(HostClient host) {
    deployTwo(host, "pruned");
    String version = "/v1/functions/pruned/versions/";
    host.admin("DELETE", version + "2").expectProblem(409, "conflict", "caller");
    host.admin("DELETE", version + "x").expectProblem(400, "invalid-request", "caller");
    host.admin("DELETE", version + "1").expect(204);
    host.get("pruned@1").expectProblem(404, "unknown-version", "caller");
    host.admin("DELETE", version + "1").expectProblem(409, "conflict", "caller");
    assertThat(host.get("pruned").text()).isEqualTo("two");
  }

  @Test
  void cannotGoBackFromTheOnlyVersion(HostClient host) {
    host.deployed("only", Functions.saying("one"));
    Reply reply = host.admin("POST", "/v1/functions/only/rollback");
    reply.expectProblem(409, "conflict", "caller");
    assertThat(host.get("only").text()).isEqualTo("one");
  }

  @Test
  void givesTheSameVersionForTheSameBytes(HostClient host) {
    Reply first = host.deployed("same", Functions.saying("one"));
    Reply again = host.deploy("same", Functions.saying("one")).expect(200);
    assertThat(again.json().path("revision")).isEqualTo(first.json().path("revision"));
    assertThat(again.json().path("created").booleanValue()).isFalse();
    Reply other = host.deploy("same", Functions.saying("one"), "env: {A: b}").expect(201);
    assertThat(other.json().path("version").intValue()).isEqualTo(2);
    assertThat(host.deploy("same", Functions.saying("one")).json().path("version").intValue())
        .isEqualTo(1);
    assertThat(host.admin("GET", "/v1/functions/same").json().path("version").intValue())
        .isEqualTo(1);
  }

  @Test
  void isGoneAfterItsDeletion(HostClient host) {
    deployTwo(host, "gone");
    host.get("gone").expect(200);
    host.admin("DELETE", "/v1/functions/gone").expect(204);
    host.get("gone").expectProblem(404, "unknown-function", "caller");
    host.get("gone@1").expectProblem(404, "unknown-function", "caller");
    host.admin("DELETE", "/v1/functions/gone").expectProblem(404, "unknown-function", "caller");
    host.deployed("gone", Functions.saying("again"));
    assertThat(host.get("gone").text()).isEqualTo("again");
  }

  @Test
  void takesNoCallsWhileItIsDisabled(HostClient host) {
    host.deployed("switch", Functions.saying("on"));
    host.admin("POST", "/v1/functions/switch/disable").expect(200);
    Reply reply = host.get("switch").expectProblem(503, "function-disabled", "function");
    assertThat(reply.detail()).contains("enable");
    assertThat(reply.header("retry-after")).isNotEmpty();
    host.admin("POST", "/v1/functions/switch/enable").expect(200);
    assertThat(host.get("switch").text()).isEqualTo("on");
  }

  @Test
  void listsAndDescribesWhatIsDeployed(HostClient host) {
    deployTwo(host, "listed");
    JsonNode summary =
        host.admin("GET", "/v1/functions")
            .expect(200)
            .json()
            .path("functions")
            .valueStream()
            .filter(function -> function.path("name").asString().equals("listed"))
            .findFirst()
            .orElseThrow();
    assertThat(summary.path("version").intValue()).isEqualTo(2);
    assertThat(summary.path("versions").intValue()).isEqualTo(2);
    assertThat(summary.path("handler").asString()).isEqualTo("com.acme.Saying");
    JsonNode described = host.admin("GET", "/v1/functions/listed").expect(200).json();
    assertThat(described.path("active").path("config").path("timeout").path("run").asString())
        .isEqualTo("30s");
    assertThat(described.path("instances").intValue()).isZero();
    JsonNode versions = host.admin("GET", "/v1/functions/listed/versions").expect(200).json();
    assertThat(versions.path("active").intValue()).isEqualTo(2);
    assertThat(versions.path("versions").path(0).path("sha256").asString())
        .isNotEqualTo(versions.path("versions").path(1).path("sha256").asString());
  }

  @Test
  void anOldVersionEndsItsCallWhileANewOneIsDeployed(HostClient host) throws IOException {
    host.deployed("replaced", Functions.waitingAtGate("old"));
    Path gate = directory.resolve("replaced");
    CompletableFuture<Reply> call = begin(host, "replaced", gate);
    host.deployed("replaced", Functions.saying("new"));
    assertThat(host.get("replaced").text()).isEqualTo("new");
    Files.createFile(gate);
    assertThat(call.join().expect(200).text()).isEqualTo("old");
  }

  @Test
  void aCallUnderWayOutlivesTheDeletionOfItsFunction(HostClient host) throws IOException {
    host.deployed("deleted", Functions.waitingAtGate("last words"));
    Path gate = directory.resolve("deleted");
    CompletableFuture<Reply> call = begin(host, "deleted", gate);
    host.admin("DELETE", "/v1/functions/deleted").expect(204);
    host.get("deleted").expect(404);
    Files.createFile(gate);
    assertThat(call.join().expect(200).text()).isEqualTo("last words");
  }

  private static CompletableFuture<Reply> begin(HostClient host, String name, Path gate) {
    CompletableFuture<Reply> call = host.getLater(name + "?gate=" + gate);
    Path inside = gate.resolveSibling(gate.getFileName() + ".in");
    Eventually.holds("the call runs", () -> Files.exists(inside));
    return call;
  }
}
