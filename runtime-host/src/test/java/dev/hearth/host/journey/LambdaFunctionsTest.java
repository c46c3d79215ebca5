package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A JAR that was built for AWS Lambda, uploaded and called. */
@ExtendWith(SharedHost.class)
class LambdaFunctionsTest {

  private static FunctionJar handler(String input, String output, String body) {
    return FunctionJar.of(
        "com.acme.Lambda",
        """
        package com.acme;
        import com.amazonaws.services.lambda.runtime.*;
        import java.util.*;
        public class Lambda implements RequestHandler<%s, %s> {
          public %s handleRequest(%s in, Context context) { %s }
        }
        """
            .formatted(input, output, output, input, body));
  }

  @Test
  void aHandlerIsFoundAndAnswersRequests(HostClient host) {
    Reply deployed =
        host.deployed(
            "lambda",
            handler(
                "Map<String, Object>",
                "Map<String, Object>",
                """
                context.getLogger().log("called");
                return Map.of("path", in.get("rawPath"), "query", in.get("queryStringParameters"),
                    "name", context.getFunctionName());
                """));
    assertThat(deployed.text()).contains("com.amazonaws.services.lambda.runtime.RequestHandler");

    Reply reply = host.get("lambda/some/path?a=1&a=2").expect(200);

    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.text())
        .contains("\"path\":\"/some/path\"", "\"query\":{\"a\":\"1,2\"}", "\"name\":\"lambda\"");
    assertThat(host.logsOf(reply, 1).text()).contains("called");
  }

  @Test
  void everyMethodReachesIt(HostClient host) {
    host.deployed(
        "methods",
        handler(
            "Map<String, Object>",
            "String",
            "return ((Map<?, ?>) ((Map<?, ?>) in.get(\"requestContext\")).get(\"http\")).get(\"method\").toString();"));

    assertThat(host.send(host.toGateway("/fn/methods").DELETE()).expect(200).text())
        .isEqualTo("\"DELETE\"");
    assertThat(host.send(host.toGateway("/fn/methods").HEAD()).expect(200).text()).isEmpty();
  }

  @Test
  void format10IsForThoseWhoAskForIt(HostClient host) {
    FunctionJar jar =
        handler(
            "Map<String, Object>",
            "Map<String, Object>",
            """
            return Map.of("statusCode", 203, "body", "" + in.get("httpMethod"),
                "multiValueHeaders", Map.of("X-A", List.of("1", "2")));
            """);
    host.deploy("old", jar, "payloadFormat: \"1.0\"").expect(201);

    Reply reply = host.post("old", "x").expect(203);

    assertThat(reply.text()).isEqualTo("POST");
    assertThat(reply.header("x-a")).isEqualTo("1");
    host.deploy("old", jar, "payloadFormat: 3.0").expect(422);
  }

  @Test
  void anAnswerThatIsNoneIsABadGateway(HostClient host) {
    host.deployed("bad", handler("Object", "Object", "return Map.of(\"statusCode\", 99);"));

    Reply reply = host.get("bad").expect(502);

    assertThat(reply.text()).contains("invalid-response", "statusCode");
  }

  @Test
  void whatIsThrownIsABadGateway(HostClient host) {
    host.deployed(
        "throws", handler("Object", "Object", "throw new IllegalStateException(\"no\");"));

    assertThat(host.get("throws").expect(502).text()).contains("function-error", "no");
  }

  @Test
  void anEventIsGivenAsItsJson(HostClient host) {
    host.deployed(
        "events",
        handler(
            "Map<String, Object>", "String", "System.out.println(new TreeMap<>(in)); return \"\";"),
        "triggers: [event: {filters: [{exact: {type: com.acme.lambda}}]}]");

    Reply reply =
        host.send(
            host.toGateway("/events")
                .header("content-type", "application/cloudevents+json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/shop\","
                            + "\"type\":\"com.acme.lambda\",\"data\":{\"n\":1}}")));

    reply.expect(202);
    JsonNode all =
        Eventually.get(
                () -> host.admin("GET", "/v1/invocations?function=events").expect(200),
                seen -> !seen.json().path("invocations").isEmpty())
            .json();
    String id = all.path("invocations").path(0).path("id").asString();
    assertThat(host.admin("GET", "/v1/invocations/" + id + "/logs").expect(200).text())
        .contains(
            "{data={n=1}, datacontenttype=application/json, id=e-1, source=/shop, specversion=1.0");
  }

  @Test
  void whatCannotBeCalledIsRefusedAtTheUpload(HostClient host) {
    FunctionJar jar =
        FunctionJar.of(
            "com.acme.Some", "package com.acme; public class Some { public void go() {} }");

    assertThat(host.deploy("none", jar, "handler: com.acme.Some::goo").expect(422).text())
        .contains("No public method named goo", "did you mean \\\"go\\\"");
    assertThat(host.deploy("none", jar, "handler: com.acme.Other::go").expect(422).text())
        .contains("no class com.acme.Other");
    assertThat(
            host.deploy("none", jar, "{handler: com.acme.Some::go, env: {LAMBDA_TASK_ROOT: x}}")
                .expect(422)
                .text())
        .contains("env.LAMBDA_TASK_ROOT");
    host.deploy("none", jar, "handler: com.acme.Some::go").expect(201);
    assertThat(host.get("none").expect(200).text()).isEqualTo("null");
  }
}
