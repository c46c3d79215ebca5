package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Headers;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP requests and responses of the function API. Used on the instance's threads. */
final class HttpBinding {

  /** Fields that belong to the connection or are the host's to set. */
  private static final Set<String> HOSTS_OWN =
      Set.of(
          "connection",
          "content-length",
          "date",
          "keep-alive",
          "proxy-connection",
          "te",
          "traceresponse",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-cold-start",
          "x-invocation-id");

  private final ByteSize limit;

  HttpBinding(ByteSize limit) {
    this.limit = limit;
  }

  /** The request as a function sees it; for an event, the form of its HTTP binding. */
  static HttpRequest request(Input input) {
    return switch (input) {
      case Input.Http http ->
          HttpRequest.builder(http.method(), http.path())
              .query(http.query())
              .headers(headers(http.headers()))
              .body(http.body().array())
              .build();
      case Input.Happening happening -> EventBinding.request(happening);
    };
  }

  private static Headers headers(List<HeaderField> fields) {
    Map<String, List<String>> map = LinkedHashMap.newLinkedHashMap(fields.size());
    for (HeaderField field : fields) {
      map.computeIfAbsent(field.name(), _ -> new ArrayList<>(1)).add(field.value());
    }
    return Headers.of(map);
  }

  /** What goes out for a function's response. */
  Outcome.Answered write(@Nullable HttpResponse response) throws OutputBindingException {
    if (response == null) {
      throw new OutputBindingException(
          "the function returned null instead of a response: return HttpResponse.of(204) for a"
              + " response without a body");
    }
    byte[] body = response.body();
    if (body.length > limit.bytes()) {
      throw ValueWriter.tooLarge(limit);
    }
    List<HeaderField> fields = new ArrayList<>();
    response
        .headers()
        .asMap()
        .forEach((name, values) -> {
          if (!HOSTS_OWN.contains(name)) {
            values.forEach(value -> fields.add(new HeaderField(name, value)));
          }
        });
    return new Outcome.Answered(response.status(), fields, Payload.wrap(body));
  }
}
