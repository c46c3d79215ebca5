package dev.hearth.host.sandbox.classloader.binding.lambda;

import dev.hearth.function.Context;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.payload.HttpAnswer;
import dev.hearth.host.payload.HttpPayload;
import dev.hearth.host.payload.MalformedAnswerException;
import dev.hearth.host.payload.RequestFacts;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import dev.hearth.host.sandbox.classloader.binding.OutputBindingException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What a handler is given for each kind of input, and what its bytes are taken for. Immutable. */
record Answers(PayloadFormat format, InstantSource clock) {

  /** The fields of an answer that is JSON. */
  static final List<HeaderField> JSON =
      List.of(new HeaderField("content-type", "application/json"));

  /**
   * The bytes that the handler reads: a request or an event as JSON, a payload of the Invoke API as
   * it is.
   *
   * @throws IOException when a body could not be read to its end
   */
  Payload payload(Input input, Context context) throws IOException {
    return switch (input) {
      case Input.Direct direct -> direct.body();
      case Input.Happening happening -> EventCodec.structured(happening.event());
      case Input.Http http -> {
        Instant now = clock.instant();
        yield HttpPayload.of(
            format, http, new RequestFacts(context.functionName(), context.invocationId(), now));
      }
    };
  }

  /** What goes out for all that the handler has written. */
  Outcome.Answered answer(Input input, byte[] written) throws OutputBindingException {
    Payload result = Payload.wrap(written);
    return switch (input) {
      case Input.Direct _, Input.Happening _ -> new Outcome.Answered(200, JSON, result);
      case Input.Http _ -> {
        try {
          yield HttpAnswer.of(format, result);
        } catch (MalformedAnswerException e) {
          throw new OutputBindingException(e.detail());
        }
      }
    };
  }
}
