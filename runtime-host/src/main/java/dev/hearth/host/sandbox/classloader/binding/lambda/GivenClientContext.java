package dev.hearth.host.sandbox.classloader.binding.lambda;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the caller of the Invoke API said of itself; what it did not say is null. Immutable. */
final class GivenClientContext implements ClientContext {

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode root;

  private GivenClientContext(JsonNode root) {
    this.root = root;
  }

  /** Reads the JSON object that AWS's mobile SDKs send. */
  static ClientContext parse(String json) throws InputBindingException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isObject()) {
        return new GivenClientContext(root);
      }
    } catch (JacksonException e) {
      throw new InputBindingException("the client context is not JSON: " + e.getOriginalMessage());
    }
    throw new InputBindingException("the client context is not a JSON object");
  }

  @Override
  public @Nullable Client getClient() {
    JsonNode client = root.get("client");
    return client == null || !client.isObject() ? null : new GivenClient(client);
  }

  @Override
  public @Nullable Map<String, String> getCustom() {
    return texts("custom");
  }

  @Override
  public @Nullable Map<String, String> getEnvironment() {
    return texts("env");
  }

  private @Nullable Map<String, String> texts(String name) {
    JsonNode node = root.get(name);
    if (node == null || !node.isObject()) {
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
    return texts;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private record GivenClient(JsonNode node) implements Client {

    private @Nullable String member(String name) {
      JsonNode value = node.get(name);
      return value == null || value.isNull() ? null : text(value);
    }

    @Override
    public @Nullable String getInstallationId() {
      return member("installation_id");
    }

    @Override
    public @Nullable String getAppTitle() {
      return member("app_title");
    }

    @Override
    public @Nullable String getAppVersionName() {
      return member("app_version_name");
    }

    @Override
    public @Nullable String getAppVersionCode() {
      return member("app_version_code");
    }

    @Override
    public @Nullable String getAppPackageName() {
      return member("app_package_name");
    }
  }
}
