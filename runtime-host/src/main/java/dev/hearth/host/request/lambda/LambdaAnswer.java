package dev.hearth.host.request.lambda;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer on a Lambda path.
 *
 * @param headers without {@code x-amzn-requestid}, which every answer has
 */
public record LambdaAnswer(int status, List<HeaderField> headers, Payload body) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HeaderField IS_JSON = new HeaderField("content-type", "application/json");

  public LambdaAnswer {
    headers = List.copyOf(headers);
  }

  /** An answer with a JSON body. */
  public static LambdaAnswer json(int status, JsonNode body) {
    return new LambdaAnswer(status, List.of(IS_JSON), Payload.wrap(JSON.writeValueAsBytes(body)));
  }

  /** An answer without a body. */
  public static LambdaAnswer empty(int status) {
    return new LambdaAnswer(status, List.of(), Payload.empty());
  }
}
