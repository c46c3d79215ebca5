package dev.hearth.host.request.lambda.control;

import dev.hearth.host.config.Problems;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.request.lambda.LambdaException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests of the control API, whatever they say. */
public final class MembersFuzz {

  private static final JsonMapper JSON = new JsonMapper();

  private MembersFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    JsonNode json;
    try {
      json = JSON.readTree(data);
    } catch (JacksonException refusedBefore) {
      return;
    }
    if (json instanceof ObjectNode object) {
      configuration(object);
      routing(object);
    }
  }

  private static void configuration(ObjectNode json) {
    try {
      Members members = new Members(json);
      Change change = ConfigurationMembers.changed(members);
      change.over(List.of(), new Problems());
      change.over(FunctionSpec.defaults(), new Problems());
      members.end();
    } catch (LambdaException toldToTheClient) {
      requireMessage(toldToTheClient);
    }
  }

  private static void routing(ObjectNode json) {
    try {
      Members members = new Members(json);
      Routing.read(members);
      Tags.checked(members.texts("Tags").orElseGet(java.util.TreeMap::new));
      members.number("MaximumRetryAttempts", 0, 2);
      members.end();
    } catch (LambdaException toldToTheClient) {
      requireMessage(toldToTheClient);
    }
  }

  private static void requireMessage(LambdaException refused) {
    if (refused.fault().status() != 400 || refused.fault().message().isBlank()) {
      throw new AssertionError(refused);
    }
  }
}
