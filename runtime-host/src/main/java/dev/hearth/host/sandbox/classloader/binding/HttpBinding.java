package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.function.Headers;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP requests and responses of the function API. Used on the instance's threads. */
final class HttpBinding {

  private final ByteSize limit;

  HttpBinding(ByteSize limit) {
    this.limit = limit;
  }

  /** The request as a function sees it; for an event, the form of its HTTP binding. */
  static HttpRequest request(Input input) {
    return switch (input) {
      case Input.Http http -> request(http);
      case Input.Happening happening -> EventBinding.request(happening);
      case Input.Direct direct -> request(direct.request());
    };
  }

  private static HttpRequest request(Input.Http http) {
    HttpRequest.Builder request =
        HttpRequest.builder(http.method(), http.path())
            .query(http.query())
            .headers(headers(http.headers()));
    return http.isStreamed()
        ? request.body(http.stream()).build()
        : request.body(http.body().array()).build();
  }

  private static Headers headers(List<HeaderField> fields) {
    Map<String, List<String>> map = LinkedHashMap.newLinkedHashMap(fields.size());
    for (HeaderField field : fields) {
      map.computeIfAbsent(field.name(), _ -> new ArrayList<>(1)).add(field.value());
    }
    return Headers.of(map);
  }

  /** What goes out for a function's response; lets the function write a streamed one. */
  Outcome.Answered write(@Nullable HttpResponse response, Input input, AnswerStream answers)
      throws Exception {
    if (response == null) {
      throw new OutputBindingException(
          "the function returned null instead of a response: return HttpResponse.of(204) for a"
              + " response without a body");
    }
    if (response.isStreamed()) {
      return stream(response, input, answers);
    }
    byte[] body = response.body();
    if (body.length > limit.bytes()) {
      throw ValueWriter.tooLarge(limit);
    }
    return new Outcome.Answered(response.status(), fields(response), Payload.wrap(body));
  }

  private Outcome.Answered stream(HttpResponse response, Input input, AnswerStream answers)
      throws Exception {
    Outcome.Answered head =
        new Outcome.Answered(response.status(), fields(response), Payload.empty());
    if (hasNoBody(response, input)) {
      if (answers.takesPieces()) {
        answers.begin(head);
      }
      return head;
    }
    AnswerOutput out = new AnswerOutput(head, answers, limit);
    try {
      response.writeTo(out);
      return out.end();
    } catch (Exception thrown) {
      IOException failure = out.failure();
      if (failure != null) {
        throw new OutputBindingException("the streamed answer broke off: " + failure.getMessage());
      }
      throw thrown;
    }
  }

  private static boolean hasNoBody(HttpResponse response, Input input) {
    return response.status() == 204
        || response.status() == 304
        || (input instanceof Input.Http http && http.method().equals("HEAD"));
  }

  private static List<HeaderField> fields(HttpResponse response) {
    List<HeaderField> fields = new ArrayList<>();
    response
        .headers()
        .asMap()
        .forEach((name, values) -> {
          if (!HostsFields.contain(name)) {
            values.forEach(value -> fields.add(new HeaderField(name, value)));
          }
        });
    return fields;
  }
}
