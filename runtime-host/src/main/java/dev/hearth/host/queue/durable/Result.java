package dev.hearth.host.queue.durable;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.util.List;

/**
 * What a function answered to a task.
 *
 * @param status the HTTP status
 */
public record Result(int status, List<HeaderField> headers, Payload body) {
  public Result {
    headers = List.copyOf(headers);
  }
}
