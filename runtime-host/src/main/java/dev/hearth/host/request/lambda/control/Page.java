package dev.hearth.host.request.lambda.control;

import dev.hearth.host.request.lambda.LambdaException;
import dev.hearth.host.request.lambda.LambdaFault;
import dev.hearth.host.request.lambda.LambdaRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list. What comes after it is found by the last entry on it and not by a number, so
 * that entries which come and go meanwhile neither hide others nor show them twice.
 *
 * @param next the {@code NextMarker}; empty on the last page
 */
record Page<T>(List<T> entries, Optional<String> next) {

  /** As many as Lambda gives at most. */
  private static final int MOST = 50;

  /** Of an entry: what tells it from others, in the order of the list. */
  interface Key<T> extends Function<T, String> {}

  /**
   * The page that a request asks for by {@code Marker} and {@code MaxItems}.
   *
   * @param sorted all entries, in the order of their keys
   */
  static <T> Page<T> of(LambdaRequest request, List<T> sorted, Key<T> key) throws LambdaException {
    int most = Math.min(MOST, maxItems(request));
    Optional<String> after = marker(request);
    List<T> left =
        after.isEmpty()
            ? sorted
            : sorted.stream().filter(entry -> key.apply(entry).compareTo(after.get()) > 0).toList();
    if (left.size() <= most) {
      return new Page<>(left, Optional.empty());
    }
    List<T> entries = new ArrayList<>(left.subList(0, most));
    byte[] last = key.apply(entries.getLast()).getBytes(StandardCharsets.UTF_8);
    return new Page<>(
        entries, Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(last)));
  }

  private static int maxItems(LambdaRequest request) throws LambdaException {
    Optional<String> text = request.queried("MaxItems");
    if (text.isEmpty()) {
      return MOST;
    }
    if (!text.get().matches("0*[1-9][0-9]{0,4}")) {
      throw Members.refused(
          "1 validation error detected: Value "
              + LambdaFault.shown(text.get())
              + " at 'maxItems' failed to satisfy constraint: Member must have value from 1 to"
              + " 10000");
    }
    return Integer.parseInt(text.get());
  }

  private static Optional<String> marker(LambdaRequest request) throws LambdaException {
    Optional<String> marker = request.queried("Marker").filter(text -> !text.isEmpty());
    try {
      return marker.map(
          text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notOurs) {
      throw Members.refused("The Marker is none that this host has given: leave it out");
    }
  }

  /** Writes the page. */
  ObjectNode json(String member, Function<T, ObjectNode> writing) {
    ObjectNode json = ConfigurationJson.object();
    ArrayNode list = json.putArray(member);
    entries.forEach(entry -> list.add(writing.apply(entry)));
    next.ifPresent(marker -> json.put("NextMarker", marker));
    return json;
  }
}
