package dev.hearth.host.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Requests on Lambda paths with a key, and the errors that come back. */
final class LambdaPosts {

  private LambdaPosts() {}

  static final String INVOKE = "/2015-03-31/functions/%s/invocations";

  static Reply invoke(
      HostClient host, String function, String payload, Map<String, String> fields) {
    return post(host, INVOKE.formatted(function), payload, fields);
  }

  static Reply post(HostClient host, String path, String payload, Map<String, String> fields) {
    HttpRequest.Builder request = host.toGateway(path).POST(BodyPublishers.ofString(payload));
    fields.forEach(request::header);
    return host.send(request);
  }

  static void assertFault(Reply reply, int status, String type, String says) {
    reply.expect(status);
    assertThat(reply.header("x-amzn-errortype")).isEqualTo(type);
    assertThat(reply.header("x-amzn-requestid")).isNotEmpty();
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    JsonNode json = reply.json();
    assertThat(json.path("Type").asString()).isEqualTo(status < 500 ? "User" : "Service");
    assertThat(json.path("message").asString(json.path("Message").asString(""))).contains(says);
  }
}
