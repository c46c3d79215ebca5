package dev.hearth.host.request.lambda.control;

import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.request.lambda.FunctionReference;
import dev.hearth.host.request.lambda.LambdaAnswer;
import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Tags of functions. Any thread may use it. */
final class Tags {

  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private final Functions functions;

  Tags(Functions functions) {
    this.functions = functions;
  }

  /** Tags that a function may have. */
  static SortedMap<String, String> checked(SortedMap<String, String> tags) throws LambdaException {
    if (tags.size() > MOST) {
      throw Members.refused("A function has at most " + MOST + " tags");
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (tag.getKey().isEmpty()
          || tag.getKey().length() > LONGEST_KEY
          || tag.getValue().length() > LONGEST_VALUE
          || tag.getKey().startsWith("aws:")) {
        throw Members.refused(
            "A tag has a key of 1 to 128 characters that does not begin with aws: and a value of"
                + " at most 256");
      }
    }
    return tags;
  }

  private DeployedFunction function(LambdaRequest request) throws LambdaException {
    FunctionReference reference = FunctionReference.parse(request.value("Resource"));
    if (!reference.qualifier().isEmpty()) {
      throw Members.refused(
          "Tags on function aliases and versions are not supported. Please specify a function"
              + " ARN.");
    }
    return functions.function(reference, request.identity());
  }

  LambdaAnswer list(LambdaRequest request) throws LambdaException {
    ObjectNode json = ConfigurationJson.object();
    ObjectNode tags = json.putObject("Tags");
    function(request).settings().tags().forEach(tags::put);
    return LambdaAnswer.json(200, json);
  }

  LambdaAnswer add(LambdaRequest request) throws LambdaException {
    Members members = new Members(request.json());
    SortedMap<String, String> added =
        members.texts("Tags").orElseThrow(() -> Members.refused("Tags must not be null"));
    members.end();
    return change(request, tags -> tags.putAll(added));
  }

  LambdaAnswer remove(LambdaRequest request) throws LambdaException {
    List<String> keys = request.query().getOrDefault("tagKeys", List.of());
    return change(request, tags -> keys.forEach(tags::remove));
  }

  @FunctionalInterface
  private interface Edit {
    void of(Map<String, String> tags);
  }

  private LambdaAnswer change(LambdaRequest request, Edit edit) throws LambdaException {
    FunctionReference reference = FunctionReference.parse(request.value("Resource"));
    return functions.changing(
        reference,
        () -> {
          DeployedFunction function = function(request);
          TreeMap<String, String> tags = new TreeMap<>(function.settings().tags());
          edit.of(tags);
          functions.set(function, function.settings().withTags(checked(tags)));
          return LambdaAnswer.empty(204);
        });
  }
}
