package dev.hearth.host.request.hook;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.trigger.TriggerSpec;
import dev.hearth.host.request.Answers;
import dev.hearth.host.response.ResponseMapper;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/** Acknowledges deliveries. Stateless; each call belongs on the connection's event loop. */
final class HookAnswers {

  private static final int ACCEPTED = 202;

  private HookAnswers() {}

  /** The delivery is durable as this task. */
  static void accepted(HttpServerRequest request, Hook hook, InvocationId id) {
    send(request, hook, id, List.of());
  }

  /** It was so before. */
  static void repeated(HttpServerRequest request, Hook hook, InvocationId id) {
    send(request, hook, id, List.of(new HeaderField("idempotency-replayed", "true")));
  }

  private static void send(
      HttpServerRequest request, Hook hook, InvocationId id, List<HeaderField> more) {
    List<HeaderField> headers = new ArrayList<>(more);
    headers.add(new HeaderField("location", "/invocations/" + id));
    headers.add(new HeaderField("x-invocation-id", id.value()));
    if (hook.webhook().verify() == TriggerSpec.Verify.SLACK) {
      // Slack would show a body to whoever has typed a command.
      Answers.send(request, new ResponseMapper.Response(ACCEPTED, headers, Payload.empty()));
      return;
    }
    headers.add(new HeaderField("content-type", "application/json"));
    Payload body = Payload.utf8("{\"id\":\"" + id + "\"}");
    Answers.send(request, new ResponseMapper.Response(ACCEPTED, headers, body));
  }
}
