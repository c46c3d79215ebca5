package dev.hearth.host.request.hook;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.queue.durable.Arrival;
import dev.hearth.host.queue.durable.NewTask;
import dev.hearth.host.queue.durable.OnceKey;
import dev.hearth.host.queue.durable.Origin;
import dev.hearth.host.queue.durable.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a verified delivery becomes. Stateless.
 *
 * <p>Its sender takes the acknowledgement for the end of the matter, so whether it may run twice is
 * for the function to say, as for calls without {@code Idempotency-Key}.
 */
final class HookTask {

  private HookTask() {}

  /**
   * The task of a delivery.
   *
   * @param input the request as it came, with the fields that a function may see
   * @param hops of the request
   * @param window how long it is known again that is sent again
   */
  static Arrival of(
      Hook hook, Judgement.Right right, InvocationId id, Seen seen, Instant now, Duration window) {
    Input.Http input = seen.input();
    NewTask task =
        new NewTask(
            id,
            new Target(hook.function().name(), ""),
            new Origin(Origin.Kind.WEBHOOK, hook.reference()),
            withoutSignatures(input, hook.scheme().signatureFields()),
            seen.hops(),
            trace(input.headers()),
            new NewTask.Terms(
                now, now, now.plus(hook.function().active().spec().retry().maxAge()), false, ""));
    return right.verified().id().isEmpty()
        ? Arrival.of(task)
        : Arrival.of(
            task,
            new OnceKey(
                "hook:" + hook.reference(),
                right.verified().id(),
                right.digest(),
                now.plus(window)));
  }

  /**
   * A request.
   *
   * @param input with all fields that a function may see
   * @param hops calls of functions that led to it
   */
  record Seen(Input.Http input, int hops) {}

  private static Input.Http withoutSignatures(Input.Http input, Set<String> signatures) {
    List<HeaderField> fields =
        input.headers().stream()
            .filter(field -> !signatures.contains(field.name().toLowerCase(Locale.ROOT)))
            .toList();
    return new Input.Http(input.method(), input.path(), input.query(), fields, input.body());
  }

  private static List<HeaderField> trace(List<HeaderField> fields) {
    return fields.stream()
        .filter(field ->
            field.name().equalsIgnoreCase("traceparent")
                || field.name().equalsIgnoreCase("tracestate"))
        .toList();
  }
}
