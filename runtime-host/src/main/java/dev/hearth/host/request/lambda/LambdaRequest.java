package dev.hearth.host.request.lambda;

import dev.hearth.host.invocation.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request on a Lambda path whose sender may make it.
 *
 * @param values of the places in the path, decoded, by name
 * @param query decoded, by name
 * @param requestId that the answer will have
 */
public record LambdaRequest(
    Map<String, String> values,
    Map<String, List<String>> query,
    Identity identity,
    String requestId,
    Payload body) {

  private static final JsonMapper JSON = new JsonMapper();

  public LambdaRequest {
    values = Map.copyOf(values);
    query = Map.copyOf(query);
  }

  /**
   * What stands in a place of the path.
   *
   * @throws IllegalArgumentException when the path of the operation has no such place
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path has no place " + name);
    }
    return value;
  }

  /** The first value of a member of the query. */
  public Optional<String> queried(String name) {
    List<String> given = query.getOrDefault(name, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.getFirst());
  }

  /**
   * The function that the path and the member {@code Qualifier} of the query name.
   *
   * @throws LambdaException when they name none, or do not fit each other
   */
  public FunctionReference function() throws LambdaException {
    return FunctionReference.parse(value("FunctionName")).qualified(queried("Qualifier"));
  }

  /**
   * The body as a JSON object; one without members if there is no body. Takes long for a large one.
   *
   * @throws LambdaException when it is something else
   */
  public ObjectNode json() throws LambdaException {
    if (body.size() == 0) {
      return JSON.createObjectNode();
    }
    JsonNode json;
    try {
      json = JSON.readTree(body.array());
    } catch (JacksonException notJson) {
      throw new LambdaException(
          LambdaFault.invalidContent(
              "Could not parse request body into json: " + notJson.getOriginalMessage()));
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new LambdaException(
        LambdaFault.invalidContent("Could not parse request body into json: it is no object"));
  }
}
