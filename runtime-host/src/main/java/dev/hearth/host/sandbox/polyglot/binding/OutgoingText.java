package dev.hearth.host.sandbox.polyglot.binding;

import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.function.InvocationFailedException;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.MalformedEventException;
import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.OutgoingCall;
import dev.hearth.host.sandbox.polyglot.guest.GuestServices.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a guest asks of others, as JSON there and back. Used on the guest's thread, for one call.
 */
final class OutgoingText {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OutgoingCall outgoing;
  private final Invocation caller;

  OutgoingText(FunctionCalls calls, Invocation caller, Instant deadline) {
    this.outgoing = new OutgoingCall(calls, caller, deadline);
    this.caller = caller;
  }

  Reply invoke(String target, String requestJson) {
    try {
      return Reply.of(text(outgoing.perform(target, request(JSON.readTree(requestJson)))));
    } catch (InvocationFailedException e) {
      return Reply.refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | JacksonException wrong) {
      return Reply.refused("invalid-request", "the request cannot be made: " + wrong.getMessage());
    }
  }

  private static HttpRequest request(JsonNode given) {
    HttpRequest.Builder request =
        HttpRequest.builder(given.path("method").asString("POST"), given.path("path").asString("/"))
            .query(given.path("query").asString(""));
    for (JsonNode field : given.path("headers")) {
      request.header(field.path(0).asString(""), field.path(1).asString(""));
    }
    if (given.path("bodyBase64").isString()) {
      request.body(Base64.getDecoder().decode(given.path("bodyBase64").asString()));
    } else {
      request.body(given.path("body").asString(""));
    }
    return request.build();
  }

  private static String text(HttpResponse response) {
    ObjectNode json = JSON.createObjectNode().put("status", response.status());
    ObjectNode headers = json.putObject("headers");
    response.headers().asMap().forEach((name, all) -> headers.put(name, String.join(", ", all)));
    try {
      String body =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response.body())).toString();
      json.put("body", body).put("isBase64Encoded", false);
    } catch (CharacterCodingException noText) {
      json.put("body", Base64.getEncoder().encodeToString(response.body()))
          .put("isBase64Encoded", true);
    }
    return JSON.writeValueAsString(json);
  }

  Reply emit(String eventJson) {
    try {
      Payload event = Payload.utf8(completed(JSON.readTree(eventJson)));
      HeaderField type = new HeaderField("content-type", EventCodec.STRUCTURED);
      return Reply.of(outgoing.emit(EventCodec.one(List.of(type), event)));
    } catch (InvocationFailedException e) {
      return Reply.refused(e.reason(), String.valueOf(e.getMessage()));
    } catch (MalformedEventException e) {
      return Reply.refused("invalid-request", e.detail());
    } catch (JacksonException | IllegalArgumentException e) {
      return Reply.refused("invalid-request", "the event cannot be read: " + e.getMessage());
    }
  }

  /** With what a function may leave out. */
  private String completed(JsonNode event) {
    if (!(event instanceof ObjectNode object)) {
      throw new IllegalArgumentException("it is no object");
    }
    setIfMissing(object, "specversion", "1.0");
    setIfMissing(object, "id", UUID.randomUUID().toString());
    setIfMissing(object, "source", "/fn/" + caller.version().id().function());
    return JSON.writeValueAsString(object);
  }

  private static void setIfMissing(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }
}
