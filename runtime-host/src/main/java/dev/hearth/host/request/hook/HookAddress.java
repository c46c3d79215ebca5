package dev.hearth.host.request.hook;

import dev.hearth.host.registry.FunctionName;
import java.util.Optional;

/**
 * The address of a webhook, {@code /hooks/{function}/{hook}}.
 *
 * @param hook the name of the webhook within its function
 */
record HookAddress(FunctionName function, String hook) {

  private static final String PREFIX = "/hooks/";

  /** Reads an address; empty if it cannot be one of a webhook. */
  static Optional<HookAddress> parse(String rawPath) {
    if (!rawPath.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int slash = rawPath.indexOf('/', PREFIX.length());
    if (slash < 0) {
      return Optional.empty();
    }
    String function = rawPath.substring(PREFIX.length(), slash);
    String hook = rawPath.substring(slash + 1);
    return FunctionName.isValid(function) && FunctionName.isValid(hook)
        ? Optional.of(new HookAddress(new FunctionName(function), hook))
        : Optional.empty();
  }
}
