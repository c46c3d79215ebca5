package dev.hearth.host.journey.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.fixture.FunctionJar;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks the Lambda API as it is on the wire, with a key of the host instead of a signature. */
final class LambdaUser {

  static final String FUNCTIONS = "/2015-03-31/functions";
  static final String ROLE = "arn:aws:iam::123456789012:role/any";

  private static final JsonMapper JSON = new JsonMapper();

  private final HostClient host;

  LambdaUser(HostClient host) {
    this.host = host;
  }

  static String base64(FunctionJar jar) {
    return Base64.getEncoder().encodeToString(jar.bytes());
  }

  /** What it takes to create a function. */
  static ObjectNode function(String name, FunctionJar jar, String handler) {
    ObjectNode json = JSON.createObjectNode();
    json.put("FunctionName", name);
    json.put("Runtime", "java21");
    json.put("Role", ROLE);
    json.put("Handler", handler);
    json.putObject("Code").put("ZipFile", base64(jar));
    return json;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  Reply send(String method, String path) {
    return host.send(host.toGateway(path).method(method, BodyPublishers.noBody()));
  }

  Reply send(String method, String path, JsonNode body) {
    return host.send(
        host.toGateway(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  /** Creates what must be creatable. */
  JsonNode created(String name, FunctionJar jar, String handler) {
    return send("POST", FUNCTIONS, function(name, jar, handler)).expect(201).json();
  }

  JsonNode got(String path) {
    return send("GET", FUNCTIONS + "/" + path).expect(200).json();
  }

  /** Publishes what must be publishable; gives the number. */
  String published(String name) {
    return send("POST", FUNCTIONS + "/" + name + "/versions", object())
        .expect(201)
        .json()
        .path("Version")
        .asString();
  }

  /** An error as clients of Lambda understand it; gives the message. */
  static String refused(Reply reply, int status, String type) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.header("x-amzn-errortype")).isEqualTo(type);
    JsonNode message = reply.json().path("Message");
    return message.isMissingNode() ? reply.json().path("message").asString() : message.asString();
  }
}
