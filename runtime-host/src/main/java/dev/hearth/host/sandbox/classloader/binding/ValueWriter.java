package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.HttpResponse;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Makes an answer from a function's value. Used on the instance's threads. */
final class ValueWriter {

  private static final Outcome.Answered NOTHING =
      new Outcome.Answered(204, List.of(), Payload.empty());
  private static final List<HeaderField> TEXT = contentType("text/plain; charset=utf-8");
  private static final List<HeaderField> BYTES = contentType("application/octet-stream");
  private static final List<HeaderField> JSON = contentType("application/json");

  private final JsonBinding json;
  private final ByteSize limit;
  private final HttpBinding http;

  ValueWriter(JsonBinding json, ByteSize limit) {
    this.json = json;
    this.limit = limit;
    this.http = new HttpBinding(limit);
  }

  private static List<HeaderField> contentType(String type) {
    return List.of(new HeaderField("content-type", type));
  }

  /** 204 without a body. */
  Outcome.Answered nothing() {
    return NOTHING;
  }

  /**
   * The answer for a value: raw bytes for {@code String}, {@code byte[]} and {@code InputStream}, a
   * whole response for {@code HttpResponse}, 204 for null, else JSON.
   */
  Outcome.Answered write(@Nullable Object value, Input input, AnswerStream answers)
      throws Exception {
    return switch (value) {
      case null -> NOTHING;
      case String text -> answer(TEXT, text.getBytes(StandardCharsets.UTF_8));
      case byte[] bytes -> answer(BYTES, bytes.clone());
      case InputStream stream -> answer(BYTES, drain(stream));
      case HttpResponse response -> http.write(response, input, answers);
      default -> new Outcome.Answered(200, JSON, Payload.wrap(toJson(value)));
    };
  }

  private Outcome.Answered answer(List<HeaderField> type, byte[] body)
      throws OutputBindingException {
    if (body.length > limit.bytes()) {
      throw tooLarge(limit);
    }
    return new Outcome.Answered(200, type, Payload.wrap(body));
  }

  private byte[] drain(InputStream stream) throws OutputBindingException, IOException {
    BoundedOutput out = new BoundedOutput(limit);
    try (stream) {
      stream.transferTo(out);
    } catch (BoundedOutput.LimitReachedException e) {
      throw tooLarge(limit);
    }
    return out.toByteArray();
  }

  private byte[] toJson(Object value) throws OutputBindingException {
    BoundedOutput out = new BoundedOutput(limit);
    try {
      json.write(out, value);
    } catch (BoundedOutput.LimitReachedException e) {
      throw tooLarge(limit);
    } catch (JacksonException e) {
      if (e.getCause() instanceof BoundedOutput.LimitReachedException) {
        throw tooLarge(limit);
      }
      throw new OutputBindingException(
          "the function's answer, a "
              + value.getClass().getName()
              + ", cannot be written as JSON: "
              + e.getOriginalMessage());
    }
    return out.toByteArray();
  }

  static OutputBindingException tooLarge(ByteSize limit) {
    return OutputBindingException.tooLarge(limit);
  }
}
