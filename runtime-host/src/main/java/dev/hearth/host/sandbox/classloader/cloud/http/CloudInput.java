package dev.hearth.host.sandbox.classloader.cloud.http;

import dev.hearth.host.event.EventCodec;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.util.ArrayList;
import java.util.List;

/** Whatever a function is called with, as the request that it would be. Stateless. */
public final class CloudInput {

  private CloudInput() {}

  /** The request. */
  public static Input.Http request(Input input) {
    return switch (input) {
      case Input.Http http -> http;
      case Input.Direct direct -> posted(direct.request().headers(), direct.body());
      case Input.Happening happening ->
          posted(EventCodec.fields(happening.event()), Payload.wrap(happening.event().data()));
    };
  }

  /** The path behind the function's address. */
  public static String pathOf(Input input) {
    return input instanceof Input.Http http ? http.path() : "/";
  }

  private static Input.Http posted(List<HeaderField> headers, Payload body) {
    List<HeaderField> fields = new ArrayList<>(headers);
    fields.add(new HeaderField("content-length", Integer.toString(body.size())));
    return new Input.Http("POST", "/", "", fields, body);
  }
}
