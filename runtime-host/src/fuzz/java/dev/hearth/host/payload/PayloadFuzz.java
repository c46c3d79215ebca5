package dev.hearth.host.payload;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Requests as payloads, which are JSON whatever was sent; and the same bytes as an answer: a {@code
 * MalformedAnswerException}, or one that HTTP can carry, the same with its head cut in two.
 */
public final class PayloadFuzz {

  private static final RequestFacts FACTS = new RequestFacts("f", "id", Instant.EPOCH);

  private PayloadFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int half = text.length() / 2;
    Input.Http http =
        new Input.Http(
            "POST",
            "/" + text.substring(0, half),
            text.substring(half),
            List.of(
                new HeaderField("cookie", text), new HeaderField(text, text.substring(half))),
            Payload.wrap(data.clone()));
    for (PayloadFormat format : PayloadFormat.values()) {
      try {
        Payload written = HttpPayload.of(format, http, FACTS);
        require(HttpAnswer.of(PayloadFormat.V2, written).status() == 200, "it is no JSON");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedAnswerException e) {
        throw new AssertionError(e);
      }
      read(format, data);
    }
    cut(data);
  }

  private static void read(PayloadFormat format, byte[] data) {
    try {
      Outcome.Answered answer = HttpAnswer.of(format, Payload.wrap(data.clone()));
      require(answer.status() >= 200 && answer.status() < 600, "status " + answer.status());
      for (HeaderField field : answer.headers()) {
        require((field.name() + field.value()).chars().noneMatch(c -> c == '\r' || c == '\n'), "a line end");
      }
    } catch (MalformedAnswerException toldToTheAuthor) {
      // That is what it is for.
    }
  }

  private static void cut(byte[] data) {
    StreamHead whole = new StreamHead();
    int once = whole.take(data, 0, data.length);
    StreamHead pieces = new StreamHead();
    int first = pieces.take(data, 0, data.length / 2);
    int twice =
        pieces.isComplete()
            ? first
            : first + pieces.take(data, first, data.length - first);
    require(once == twice && whole.isComplete() == pieces.isComplete(), "cut, it is another");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
