package dev.hearth.host.payload;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the JSON that a Lambda handler answers a request with. Format 2.0 takes any JSON for the
 * body of a 200 if it has no {@code statusCode}; format 1.0 wants one. Stateless.
 */
public final class HttpAnswer {

  private static final JsonFactory JSON = new JsonFactory();
  private static final List<HeaderField> JSON_TYPE =
      List.of(new HeaderField("content-type", "application/json"));

  private HttpAnswer() {}

  /**
   * The answer that the bytes stand for.
   *
   * @throws MalformedAnswerException when they stand for none
   */
  public static Outcome.Answered of(PayloadFormat format, Payload result)
      throws MalformedAnswerException {
    AnswerParts parts = parts(format, result);
    if (parts.hasStatus()) {
      return parts.answered();
    }
    if (format == PayloadFormat.V1) {
      throw new MalformedAnswerException(
          "with payload format 1.0 an answer is a JSON object with statusCode, headers and body;"
              + " this one has no statusCode");
    }
    return new Outcome.Answered(200, JSON_TYPE, result);
  }

  /**
   * The head that a streamed answer begins with: an object without a body.
   *
   * @throws MalformedAnswerException when it is something else
   */
  static Outcome.Answered head(Payload prelude) throws MalformedAnswerException {
    AnswerParts parts = parts(PayloadFormat.V2, prelude);
    if (parts.hasBody()) {
      throw new MalformedAnswerException(
          "the head of a streamed answer has a body: what follows the eight zero bytes is the body");
    }
    return parts.answered();
  }

  private static AnswerParts parts(PayloadFormat format, Payload result)
      throws MalformedAnswerException {
    AnswerParts parts = new AnswerParts(format);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), result.array())) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedAnswerException("the answer is empty, and JSON is wanted");
      }
      if (first == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          parts.read(name, parser);
        }
      } else {
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new MalformedAnswerException("the answer is more than one JSON value");
      }
      return parts;
    } catch (JacksonException e) {
      throw new MalformedAnswerException("the answer is not JSON: " + e.getOriginalMessage());
    }
  }
}
