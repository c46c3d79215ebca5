package dev.hearth.host.request;

import dev.hearth.host.registry.FunctionName;
import java.util.Optional;

/**
 * The address of a call, {@code /fn/{name}[@version|@alias]/{path…}}.
 *
 * @param qualifier version or alias; empty for the active version
 * @param path what is behind it, with a leading slash, as it was sent
 */
public record FunctionAddress(FunctionName function, String qualifier, String path) {

  static final String PREFIX = "/fn/";

  /** Reads an address; empty if it cannot be one of a function. */
  static Optional<FunctionAddress> parse(String rawPath) {
    if (!rawPath.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int slash = rawPath.indexOf('/', PREFIX.length());
    int end = slash < 0 ? rawPath.length() : slash;
    int at = rawPath.indexOf('@', PREFIX.length());
    int nameEnd = at < 0 || at > end ? end : at;
    String name = rawPath.substring(PREFIX.length(), nameEnd);
    String qualifier = nameEnd == end ? "" : rawPath.substring(nameEnd + 1, end);
    if (!FunctionName.isValid(name) || (nameEnd != end && qualifier.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new FunctionAddress(
            new FunctionName(name), qualifier, slash < 0 ? "/" : rawPath.substring(slash)));
  }
}
