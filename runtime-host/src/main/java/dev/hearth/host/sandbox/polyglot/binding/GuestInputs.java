package dev.hearth.host.sandbox.polyglot.binding;

import dev.hearth.function.HttpRequest;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Invocation;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.polyglot.guest.Bytes;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes what a guest is given of an invocation. Stateless; used on the instance's threads. */
public final class GuestInputs {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GuestInputs() {}

  /**
   * What a handler is given: a request as an object, an event in the structured form of
   * CloudEvents, and a Lambda payload as it is.
   *
   * @param deadline when the call must end
   * @throws GuestFailure when the body cannot be read, or is no UTF-8 where it has to be
   */
  public static GuestInput of(Invocation invocation, Instant deadline) throws GuestFailure {
    String context = context(invocation, deadline);
    return switch (invocation.input()) {
      case Input.Http http -> http(http, context);
      case Input.Happening happening -> {
        Payload structured = EventCodec.structured(happening.event());
        yield input(structured.text(), context, structured, false);
      }
      case Input.Direct direct -> input(utf8(direct.body()), context, direct.body(), true);
    };
  }

  private static GuestInput http(Input.Http http, String context) throws GuestFailure {
    Payload body = body(http);
    return new GuestInput(
        request(http, body),
        context,
        Bytes.wrap(body.array()),
        CommandVariables.of(http, body.size()),
        false);
  }

  private static GuestInput input(String event, String context, Payload body, boolean valueOnly) {
    return new GuestInput(
        event, context, Bytes.wrap(body.array()), CommandVariables.none(), valueOnly);
  }

  private static Payload body(Input.Http http) throws GuestFailure {
    try {
      return http.wholeBody();
    } catch (IOException e) {
      throw GuestFailure.of(
          GuestFailure.Kind.INPUT, "the body could not be read: " + e.getMessage());
    }
  }

  private static String utf8(Payload payload) throws GuestFailure {
    return text(payload)
        .orElseThrow(
            () -> GuestFailure.of(GuestFailure.Kind.INPUT, "the payload is no UTF-8 text"));
  }

  private static Optional<String> text(Payload payload) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.array())).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  private static String request(Input.Http http, Payload body) {
    ObjectNode event = JSON.createObjectNode();
    event.put("method", http.method()).put("path", http.path()).put("rawQuery", http.query());
    ObjectNode query = event.putObject("query");
    HttpRequest.builder(http.method(), http.path())
        .query(http.query())
        .build()
        .query()
        .forEach((name, values) -> query.put(name, values.getFirst()));
    ObjectNode headers = event.putObject("headers");
    for (HeaderField field : http.headers()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      String before = headers.path(name).asString("");
      headers.put(name, headers.has(name) ? before + ", " + field.value() : field.value());
    }
    Optional<String> text = text(body);
    event
        .put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body.array())))
        .put("isBase64Encoded", text.isEmpty());
    return JSON.writeValueAsString(event);
  }

  private static String context(Invocation invocation, Instant deadline) {
    ObjectNode context =
        JSON.createObjectNode()
            .put("id", invocation.id().value())
            .put("functionName", invocation.version().id().function().value())
            .put("functionVersion", invocation.version().id().number())
            .put("attempt", invocation.attempt())
            .put("deadlineMillis", deadline.toEpochMilli())
            .put("traceparent", invocation.trace().header());
    return JSON.writeValueAsString(context);
  }
}
