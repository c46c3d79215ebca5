package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Event;
import dev.hearth.function.HttpRequest;
import dev.hearth.host.event.EventCodec;
import dev.hearth.host.event.MalformedEventException;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;

/** Events for functions: those that come as such, and those that come by HTTP. Stateless. */
final class EventBinding {

  private EventBinding() {}

  /** The event that an input carries. */
  static Event event(Input input) throws InputBindingException {
    return switch (input) {
      case Input.Happening happening -> happening.event();
      case Input.Http http -> event(http);
      case Input.Direct direct -> event(direct.request());
    };
  }

  private static Event event(Input.Http http) throws InputBindingException {
    try {
      return EventCodec.one(http.headers(), dataOf(http));
    } catch (MalformedEventException wrong) {
      throw new InputBindingException("the function takes an event: " + wrong.detail());
    }
  }

  private static Payload dataOf(Input.Http http) throws InputBindingException {
    try {
      return http.wholeBody();
    } catch (IOException e) {
      throw new InputBindingException("the event could not be read: " + e.getMessage());
    }
  }

  /** The request that carries an event in binary mode. */
  static HttpRequest request(Input.Happening happening) {
    HttpRequest.Builder request = HttpRequest.builder("POST", "/").body(happening.event().data());
    for (HeaderField field : EventCodec.fields(happening.event())) {
      request.header(field.name(), field.value());
    }
    return request.build();
  }
}
