package dev.hearth.host.sandbox.polyglot.guest;

import java.util.Map;

/**
 * What one call gives to a guest.
 *
 * @param eventJson the event as JSON, for languages whose handlers take an object
 * @param contextJson what the handler may know of the call, as JSON
 * @param body the bytes that a command finds on its standard input
 * @param variables what a command finds in its environment
 * @param valueOnly whether the answer is the JSON of whatever is returned, as for a Lambda payload
 */
public record GuestInput(
    String eventJson,
    String contextJson,
    Bytes body,
    Map<String, String> variables,
    boolean valueOnly) {

  public GuestInput {
    variables = Map.copyOf(variables);
  }
}
