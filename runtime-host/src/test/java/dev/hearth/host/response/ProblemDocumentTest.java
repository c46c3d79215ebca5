package dev.hearth.host.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.config.Problem;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Reason;
import dev.hearth.host.invocation.ThrownError;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemDocumentTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void hasTheMembersOfItsStandardAndOurTwo() {
    assertThat(ProblemDocument.of(Reason.THROTTLED, "too many").json("id-1").text())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Too Many Requests\",\"status\":429,"
                + "\"detail\":\"too many\",\"reason\":\"throttled\",\"component\":\"function\","
                + "\"invocationId\":\"id-1\"}");
  }

  @Test
  void leavesOutWhatThereIsNot() {
    JsonNode json = JSON.readTree(ProblemDocument.of(Reason.CONFLICT, "x").json("").array());
    assertThat(json.has("invocationId")).isFalse();
    assertThat(json.has("problems")).isFalse();
    assertThat(json.has("error")).isFalse();
  }

  @Test
  void listsEverythingThatIsWrongAndWhatWasThrown() {
    ProblemDocument document =
        new ProblemDocument(
            Reason.INVALID_CONFIG,
            "x",
            List.of(new Problem("timeout.run", "is too long"), new Problem("", "and more")),
            new ThrownError("com.acme.Boom", "bang", "at x"));
    JsonNode json = JSON.readTree(document.json("").array());
    assertThat(json.at("/problems/0/where").asString()).isEqualTo("timeout.run");
    assertThat(json.at("/problems/1/what").asString()).isEqualTo("and more");
    assertThat(json.at("/error/type").asString()).isEqualTo("com.acme.Boom");
    assertThat(json.at("/error/stackTrace").asString()).isEqualTo("at x");
  }

  @Test
  void aCallerIsNotToldTheStackTrace() {
    Outcome.Failed failed =
        new Outcome.Failed(
            Reason.FUNCTION_ERROR,
            "the function threw com.acme.Boom",
            Duration.ZERO,
            new ThrownError("com.acme.Boom", "bang", "at com.acme.Secret"));
    assertThat(ProblemDocument.of(failed).json("").text()).doesNotContain("Secret");
  }

  @Property(tries = 200)
  void isJsonWhateverTheDetailSays(@ForAll String detail) {
    String sendable =
        new String(
            detail.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8);
    JsonNode json = JSON.readTree(ProblemDocument.of(Reason.CONFLICT, sendable).json("").array());
    assertThat(json.at("/detail").asString()).isEqualTo(sendable);
  }

  @Test
  void everyReasonMakesADocument() {
    assertThat(Arrays.stream(Reason.values()))
        .allSatisfy(reason ->
            assertThat(
                    JSON.readTree(ProblemDocument.of(reason, "x").json("").array()).at("/status"))
                .hasToString(Integer.toString(StatusCodes.of(reason))));
  }
}
