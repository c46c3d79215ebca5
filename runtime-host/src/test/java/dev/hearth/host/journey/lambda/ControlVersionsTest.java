package dev.hearth.host.journey.lambda;

import static dev.hearth.host.journey.lambda.LambdaUser.FUNCTIONS;
import static dev.hearth.host.journey.lambda.LambdaUser.object;
import static dev.hearth.host.journey.lambda.LambdaUser.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Versions and aliases by the control API of Lambda. */
class ControlVersionsTest extends ControlJourney {

  @Test
  void changesMakeVersionsAndOnlyThosePublishedAreSeen() {
    user.created("grows", saying("one"), HANDLER);
    assertThat(user.published("grows")).isEqualTo("1");
    assertThat(user.published("grows")).isEqualTo("1");
    JsonNode two = code("grows", saying("two")).expect(200).json();
    ObjectNode config = object().put("Timeout", 9).put("Description", "later");
    JsonNode three =
        user.send("PUT", FUNCTIONS + "/grows/configuration", config).expect(200).json();
    assertThat(three.path("Timeout").intValue()).isEqualTo(9);
    assertThat(three.path("CodeSha256")).isEqualTo(two.path("CodeSha256"));
    assertThat(three.path("RevisionId")).isNotEqualTo(two.path("RevisionId"));
    assertThat(user.published("grows")).isEqualTo("3");
    refused(user.send("GET", FUNCTIONS + "/grows:2"), 404, "ResourceNotFoundException");
    JsonNode versions = user.got("grows/versions").path("Versions");
    assertThat(versions.valueStream().map(v -> v.path("Version").asString()))
        .containsExactly("$LATEST", "1", "3");
    assertThat(versions.path(1).path("Timeout").intValue()).isEqualTo(3);
    assertThat(versions.path(2).path("Description").asString()).isEqualTo("later");
    assertThat(versions.path(2).path("FunctionArn").asString()).endsWith(":function:grows:3");
    assertThat(call("grows@1")).isEqualTo("one0");
    assertThat(call("grows")).isEqualTo("two0");
  }

  @Test
  void aVersionThatNothingLeadsToCanBeDeleted() {
    user.created("pruned", saying("one"), HANDLER);
    user.published("pruned");
    code("pruned", saying("two")).expect(200);
    user.published("pruned");
    alias("POST", "pruned/aliases", object().put("Name", "old").put("FunctionVersion", "1"))
        .expect(201);
    for (String used : List.of("1", "2")) {
      refused(
          user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=" + used),
          409,
          "ResourceConflictException");
    }
    for (String none : List.of("$LATEST", "old")) {
      refused(
          user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=" + none),
          400,
          "InvalidParameterValueException");
    }
    assertThat(call("pruned@1")).isEqualTo("one0");
    user.send("DELETE", FUNCTIONS + "/pruned/aliases/old").expect(204);
    user.send("DELETE", FUNCTIONS + "/pruned?Qualifier=1").expect(204);
    host.client().get("pruned@1").expectProblem(404, "unknown-version", "caller");
    refused(user.send("GET", FUNCTIONS + "/pruned:1"), 404, "ResourceNotFoundException");
    assertThat(user.got("pruned/versions").path("Versions")).hasSize(2);
    assertThat(call("pruned")).isEqualTo("two0");
  }

  @Test
  void anAliasSendsInvocationsWithTheSameKeyToTheSameVersion() {
    user.created("stuck", saying("one"), HANDLER);
    user.published("stuck");
    code("stuck", saying("two")).expect(200);
    user.published("stuck");
    ObjectNode asked = object().put("Name", "live").put("FunctionVersion", "1");
    asked.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.5);
    alias("POST", "stuck/aliases", asked).expect(201);
    for (int i = 0; i < 20; i++) {
      String key = "user-" + i;
      String invoked = sticky(FUNCTIONS + "/stuck:live/invocations", key).replace("\"", "");
      assertThat(invoked).isEqualTo(sticky("/fn/stuck@live", key));
    }
  }

  private static String sticky(String path, String key) {
    HostClient client = host.client();
    return client
        .send(
            client
                .toGateway(path)
                .header("X-Hearth-Sticky-Key", key)
                .POST(BodyPublishers.ofString("{}")))
        .expect(200)
        .text();
  }

  @Test
  void goingBackToWhatWasPublishedLastIsNoNewPublication() {
    user.created("back", saying("one"), HANDLER);
    assertThat(user.published("back")).isEqualTo("1");
    code("back", saying("two")).expect(200);
    code("back", saying("one")).expect(200);
    assertThat(user.published("back")).isEqualTo("1");
    code("back", saying("two")).expect(200);
    assertThat(user.published("back")).isEqualTo("4");
  }

  @Test
  void whoKnowsAnOldStateChangesNothing() {
    JsonNode made = user.created("known", saying("one"), HANDLER);
    JsonNode now = code("known", saying("two")).expect(200).json();
    ObjectNode stale = object().put("RevisionId", made.path("RevisionId").asString());
    for (Reply reply :
        List.of(
            user.send("PUT", FUNCTIONS + "/known/code", stale.deepCopy().put("ZipFile", "")),
            user.send("PUT", FUNCTIONS + "/known/configuration", stale),
            user.send("POST", FUNCTIONS + "/known/versions", stale))) {
      assertThat(refused(reply, 412, "PreconditionFailedException"))
          .startsWith("The Revision Id provided does not match the latest Revision Id");
    }
    assertThat(user.got("known/configuration")).isEqualTo(now);
    ObjectNode other = object().put("CodeSha256", made.path("CodeSha256").asString());
    assertThat(
            refused(
                user.send("POST", FUNCTIONS + "/known/versions", other),
                400,
                "InvalidParameterValueException"))
        .contains("is different from current CodeSHA256 in $LATEST");
  }

  @Test
  void aliasesNamePublishedVersionsWithWeights() {
    user.created("routed", saying("one"), HANDLER);
    user.published("routed");
    code("routed", saying("two")).expect(200);
    ObjectNode early = object().put("Name", "live").put("FunctionVersion", "2");
    refused(alias("POST", "routed/aliases", early), 400, "InvalidParameterValueException");
    user.published("routed");
    ObjectNode asked = object().put("Name", "live").put("FunctionVersion", "1");
    asked.put("Description", "what customers call");
    asked.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.75);
    JsonNode live = alias("POST", "routed/aliases", asked).expect(201).json();
    assertThat(live.path("AliasArn").asString()).endsWith(":function:routed:live");
    assertThat(live.path("FunctionVersion").asString()).isEqualTo("1");
    assertThat(live.path("RoutingConfig").path("AdditionalVersionWeights").path("2").doubleValue())
        .isEqualTo(0.75);
    assertThat(user.got("routed/aliases/live")).isEqualTo(live);
    refused(alias("POST", "routed/aliases", asked), 409, "ResourceConflictException");
    assertThat(call("routed@1")).isEqualTo("one0");
  }

  @Test
  void anAliasMovesToAnotherVersion() {
    user.created("moved", saying("one"), HANDLER);
    user.published("moved");
    code("moved", saying("two")).expect(200);
    user.published("moved");
    ObjectNode asked = object().put("Name", "live").put("FunctionVersion", "1");
    asked.put("Description", "what customers call");
    asked.putObject("RoutingConfig").putObject("AdditionalVersionWeights").put("2", 0.25);
    JsonNode live = alias("POST", "moved/aliases", asked).expect(201).json();
    ObjectNode stale = object().put("RevisionId", "x").put("FunctionVersion", "2");
    refused(alias("PUT", "moved/aliases/live", stale), 412, "PreconditionFailedException");
    ObjectNode shift = object().put("FunctionVersion", "2");
    assertThat(
            refused(
                alias("PUT", "moved/aliases/live", shift), 400, "InvalidParameterValueException"))
        .contains("already included in routing configuration");
    shift.putObject("RoutingConfig");
    JsonNode after = alias("PUT", "moved/aliases/live", shift).expect(200).json();
    assertThat(after.path("FunctionVersion").asString()).isEqualTo("2");
    assertThat(after.path("RoutingConfig").isMissingNode()).isTrue();
    assertThat(after.path("Description").asString()).isEqualTo("what customers call");
    assertThat(after.path("RevisionId")).isNotEqualTo(live.path("RevisionId"));
    assertThat(call("moved@live")).isEqualTo("two0");
    assertThat(user.got("moved/aliases?FunctionVersion=2").path("Aliases")).hasSize(1);
    assertThat(user.got("moved/aliases?FunctionVersion=1").path("Aliases")).isEmpty();
    assertThat(user.got("moved:live").path("Configuration").path("Version").asString())
        .isEqualTo("2");
    user.send("DELETE", FUNCTIONS + "/moved/aliases/live").expect(204);
    user.send("DELETE", FUNCTIONS + "/moved/aliases/live").expect(204);
    refused(user.send("GET", FUNCTIONS + "/moved/aliases/live"), 404, "ResourceNotFoundException");
  }
}
