package dev.hearth.host.invocation;

import dev.hearth.function.Event;
import java.util.List;

/** What a function is given. The same function may be given each kind. */
public sealed interface Input {

  /** The bytes that a raw handler gets. */
  Payload body();

  /**
   * An HTTP request.
   *
   * @param method as sent
   * @param path behind the function's address, with a leading slash, not decoded
   * @param query as sent, without question mark; empty if there was none
   * @param headers in the order sent
   */
  record Http(String method, String path, String query, List<HeaderField> headers, Payload body)
      implements Input {

    public Http {
      headers = List.copyOf(headers);
    }
  }

  /** Something that happened; {@code body} is the event's data. */
  record Happening(Event event, Payload body) implements Input {}
}
