package dev.hearth.host.journey.lambda;

import static dev.hearth.host.journey.lambda.LambdaUser.object;
import static dev.hearth.host.journey.lambda.LambdaUser.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.RunningHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for a function whatever its version, by the control API of Lambda. */
class ControlSettingsTest extends ControlJourney {

  @Test
  void reservedConcurrencyLimitsWithoutANewVersion() {
    user.created("held", saying("one"), HANDLER);
    String path = "/2017-10-31/functions/held/concurrency";
    user.send("PUT", path, object().put("ReservedConcurrentExecutions", 0)).expect(200);
    host.client().post("held", "{}").expectProblem(429, "throttled", "function");
    assertThat(user.got("held").path("Concurrency").path("ReservedConcurrentExecutions").intValue())
        .isZero();
    user.send("PUT", path, object().put("ReservedConcurrentExecutions", 5)).expect(200);
    assertThat(call("held")).isEqualTo("one0");
    user.send("DELETE", path).expect(204);
    assertThat(user.send("GET", "/2019-09-30/functions/held/concurrency").expect(200).json())
        .isEmpty();
    assertThat(host.client().admin("GET", "/v1/functions/held").json().path("versions").asInt())
        .isEqualTo(1);
    refused(user.send("PUT", path, object()), 400, "InvalidParameterValueException");
  }

  @Test
  void termsOfAsynchronousCallsAreKept() {
    user.created("queued", saying("one"), HANDLER);
    String path = "/2019-09-25/functions/queued/event-invoke-config";
    assertThat(refused(user.send("GET", path), 404, "ResourceNotFoundException"))
        .contains("doesn't have an EventInvokeConfig");
    refused(user.send("PUT", path, object()), 400, "InvalidParameterValueException");
    ObjectNode destination = object().put("MaximumRetryAttempts", 1);
    destination.putObject("DestinationConfig").putObject("OnFailure").put("Destination", "arn");
    refused(user.send("PUT", path, destination), 400, "InvalidParameterValueException");
    user.send("PUT", path, object().put("MaximumRetryAttempts", 0)).expect(200);
    JsonNode both =
        user.send("POST", path, object().put("MaximumEventAgeInSeconds", 90)).expect(200).json();
    assertThat(both.path("MaximumRetryAttempts").intValue()).isZero();
    assertThat(both.path("MaximumEventAgeInSeconds").intValue()).isEqualTo(90);
    assertThat(both.path("FunctionArn").asString()).endsWith(":queued:$LATEST");
    assertThat(user.send("GET", path).expect(200).json()).isEqualTo(both);
    assertThat(user.send("GET", path + "/list").json().path("FunctionEventInvokeConfigs").path(0))
        .isEqualTo(both);
    user.send("DELETE", path).expect(204);
    refused(user.send("DELETE", path), 404, "ResourceNotFoundException");
  }

  @Test
  void tagsComeAndGo() {
    String arn = user.created("tagged", saying("one"), HANDLER).path("FunctionArn").asString();
    String path = "/2017-03-31/tags/" + arn.replace(":", "%3A");
    ObjectNode body = object();
    body.putObject("Tags").put("team", "a").put("cost", "b");
    user.send("POST", path, body).expect(204);
    user.send("DELETE", path + "?tagKeys=cost").expect(204);
    assertThat(user.send("GET", path).expect(200).json().path("Tags").toString())
        .isEqualTo("{\"team\":\"a\"}");
  }

  @Test
  void everythingOutlivesARestart(@TempDir Path other) {
    JsonNode before;
    try (RunningHost first = RunningHost.start(other)) {
      LambdaUser its = new LambdaUser(first.client());
      its.created("kept", saying("one"), HANDLER);
      its.published("kept");
      its.send(
              "PUT",
              "/2017-10-31/functions/kept/concurrency",
              object().put("ReservedConcurrentExecutions", 0))
          .expect(200);
      before = its.got("kept:1");
    }
    try (RunningHost second = RunningHost.start(other)) {
      assertThat(new LambdaUser(second.client()).got("kept:1")).isEqualTo(before);
      second.client().post("kept", "{}").expectProblem(429, "throttled", "function");
    }
  }
}
