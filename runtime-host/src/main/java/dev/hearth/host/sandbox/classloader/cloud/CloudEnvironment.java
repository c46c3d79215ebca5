package dev.hearth.host.sandbox.classloader.cloud;

import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables that a function of functions-framework-java expects beside those of its
 * manifest, which come first. There is no {@code PORT}: a function does not listen. Stateless.
 */
public final class CloudEnvironment {

  private CloudEnvironment() {}

  /** All variables of a version; those of its manifest alone if it is of another kind. */
  public static Map<String, String> of(FunctionVersion version) {
    HandlerStyle style = version.entryPoint().style();
    if (!style.isCloud()) {
      return version.spec().env();
    }
    String name = version.id().function().value();
    Map<String, String> variables = new HashMap<>();
    variables.put("FUNCTION_TARGET", version.entryPoint().target());
    variables.put("FUNCTION_SIGNATURE_TYPE", signature(style));
    variables.put("K_SERVICE", name);
    variables.put("K_CONFIGURATION", name);
    variables.put("K_REVISION", "%s-%05d".formatted(name, version.id().number()));
    variables.putAll(version.spec().env());
    return Map.copyOf(variables);
  }

  private static String signature(HandlerStyle style) {
    return switch (style) {
      case CLOUD_TYPED -> "typed";
      case CLOUD_EVENT -> "cloudevent";
      case CLOUD_BACKGROUND, CLOUD_RAW_BACKGROUND -> "event";
      default -> "http";
    };
  }
}
