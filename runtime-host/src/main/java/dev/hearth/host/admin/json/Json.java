package dev.hearth.host.admin.json;

import dev.hearth.host.invocation.Reason;
import dev.hearth.host.response.RefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out of the control API. Stateless. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Ends the exchange with a JSON body. */
  public static void send(RoutingContext exchange, int status, JsonNode body) {
    exchange
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(MAPPER.writeValueAsBytes(body)));
  }

  /**
   * The request's body as a JSON object; an empty body is an empty object.
   *
   * @throws RefusedException when it is something else
   */
  public static ObjectNode body(RoutingContext exchange) throws RefusedException {
    Buffer body = exchange.body().buffer();
    if (body == null || body.length() == 0) {
      return object();
    }
    try {
      if (MAPPER.readTree(body.getBytes()) instanceof ObjectNode node) {
        return node;
      }
    } catch (JacksonException e) {
      throw new RefusedException(
          Reason.INVALID_REQUEST, "the body is not valid JSON: " + e.getOriginalMessage());
    }
    throw new RefusedException(Reason.INVALID_REQUEST, "the body must be a JSON object");
  }
}
