package dev.hearth.host.request.async;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.queue.durable.Failure;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Result;
import dev.hearth.host.queue.durable.TaskRecord;
import dev.hearth.host.queue.durable.TaskState;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tasks as callers and the control API see them. Stateless. */
public final class TaskJson {

  private static final JsonMapper JSON = new JsonMapper();

  private TaskJson() {}

  /** The JSON text of {@code node}. */
  static Payload text(ObjectNode node) {
    return Payload.wrap(JSON.writeValueAsBytes(node));
  }

  /** Which task it is, and where it is on its way. */
  static ObjectNode head(InvocationId id, TaskState state) {
    return JSON.createObjectNode().put("id", id.value()).put("state", state.slug());
  }

  /**
   * All that is known of a task but its input.
   *
   * @param forOwner with stack traces, which are for those who may read everything
   */
  public static ObjectNode record(TaskRecord record, boolean forOwner) {
    NewTask task = record.task();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", task.id().value());
    json.put("function", task.target().function().value());
    if (!task.target().qualifier().isEmpty()) {
      json.put("qualifier", task.target().qualifier());
    }
    json.put("state", record.state().slug());
    json.put("attempts", record.attempts());
    putOrigin(json, task.origin());
    json.put("createdAt", task.terms().acceptedAt().toString());
    json.put("dueAt", task.terms().dueAt().toString());
    json.put("expiresAt", task.terms().expiresAt().toString());
    if (!task.terms().orderKey().isEmpty()) {
      json.put("orderKey", task.terms().orderKey());
    }
    record.endedAt().ifPresent(at -> json.put("endedAt", at.toString()));
    record.result().ifPresent(result -> putResult(json, result));
    lastError(record).ifPresent(failure -> json.set("error", error(failure, forOwner)));
    ArrayNode failures = json.putArray("failures");
    record.failures().forEach(failure -> failures.add(attempt(failure, forOwner)));
    return json;
  }

  /** The same with the input, for those who may read everything. */
  public static ObjectNode recordWithInput(TaskRecord record) {
    ObjectNode json = record(record, true);
    ObjectNode input = json.putObject("input");
    switch (record.task().input()) {
      case Input.Http http -> {
        input.put("method", http.method()).put("path", http.path()).put("query", http.query());
        putHeaders(input, http.headers());
        putBytes(input, "body", http.body());
      }
      case Input.Happening happening -> {
        putEvent(input.putObject("event"), happening.event());
        putBytes(input, "data", happening.body());
      }
      case Input.Direct direct -> {
        if (!direct.clientContext().isEmpty()) {
          input.put("clientContext", direct.clientContext());
        }
        putBytes(input, "payload", direct.body());
      }
    }
    return json;
  }

  private static void putOrigin(ObjectNode json, Origin origin) {
    ObjectNode node = json.putObject("origin");
    node.put("kind", origin.kind().name().toLowerCase(Locale.ROOT));
    if (!origin.reference().isEmpty()) {
      node.put("reference", origin.reference());
    }
  }

  private static void putEvent(ObjectNode json, Event event) {
    json.put("id", event.id());
    json.put("source", event.source().toString());
    json.put("type", event.type());
    event.subject().ifPresent(subject -> json.put("subject", subject));
    event.time().ifPresent(time -> json.put("time", time.toString()));
    event.dataContentType().ifPresent(type -> json.put("datacontenttype", type));
    event.dataSchema().ifPresent(schema -> json.put("dataschema", schema.toString()));
    event.extensions().forEach(json::put);
  }

  private static void putResult(ObjectNode json, Result result) {
    ObjectNode node = json.putObject("result");
    node.put("status", result.status());
    putHeaders(node, result.headers());
    putBytes(node, "body", result.body());
  }

  /** A field may stand there more than once, so each has a list of values. */
  private static void putHeaders(ObjectNode json, List<HeaderField> fields) {
    ObjectNode headers = json.putObject("headers");
    for (HeaderField field : fields) {
      headers.withArray(field.name().toLowerCase(Locale.ROOT)).add(field.value());
    }
  }

  /** As text where the bytes are UTF-8, else in base 64 under another name. */
  private static void putBytes(ObjectNode json, String name, Payload bytes) {
    try {
      json.put(
          name,
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.array())).toString());
    } catch (CharacterCodingException notText) {
      json.put(name + "Base64", Base64.getEncoder().encodeToString(bytes.array()));
    }
  }

  private static Optional<Failure> lastError(TaskRecord record) {
    boolean failed = record.state().isFinal() && record.state() != TaskState.SUCCEEDED;
    return failed && !record.failures().isEmpty()
        ? Optional.of(record.failures().getLast())
        : Optional.empty();
  }

  private static ObjectNode error(Failure failure, boolean forOwner) {
    ObjectNode json = JSON.createObjectNode();
    json.put("reason", failure.reason());
    json.put("detail", failure.detail());
    if (!failure.error().type().isEmpty()) {
      json.put("type", failure.error().type());
      if (forOwner) {
        json.put("message", failure.error().message());
        json.put("stack", failure.error().stackTrace());
      }
    }
    return json;
  }

  private static ObjectNode attempt(Failure failure, boolean forOwner) {
    return error(failure, forOwner)
        .put("attempt", failure.attempt())
        .put("at", failure.at().toString())
        .put("mayHaveRun", failure.mayHaveRun());
  }
}
