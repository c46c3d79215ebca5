package com.example.hello;

import dev.hearth.function.Context;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;

/** Greets whoever is named in {@code ?name=}, as JSON or, if the caller asks for it, as text. */
public final class HelloHttp implements HttpFunction {

  @Override
  public HttpResponse handle(HttpRequest request, Context context) {
    String name = request.queryParameter("name").filter(n -> !n.isBlank()).orElse("world");
    String greeting = context.env().getOrDefault("GREETING", "Hello") + ", " + name + "!";
    HttpResponse response =
        wantsText(request)
            ? HttpResponse.text(asText(greeting, request, context))
            : HttpResponse.json(asJson(greeting, request, context));
    return response.withHeader("Vary", "Accept");
  }

  private static boolean wantsText(HttpRequest request) {
    return request.header("Accept").filter(accept -> accept.startsWith("text/plain")).isPresent();
  }

  private static String asText(String greeting, HttpRequest request, Context context) {
    return String.format(
        "%s%ninvocation %s%n%d bytes came with it%n",
        greeting, context.invocationId(), request.body().length);
  }

  private static String asJson(String greeting, HttpRequest request, Context context) {
    return String.format(
        "{\"greeting\":%s,\"invocationId\":%s,\"bodyBytes\":%d}",
        quoted(greeting), quoted(context.invocationId()), request.body().length);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return json.append('"').toString();
  }
}
