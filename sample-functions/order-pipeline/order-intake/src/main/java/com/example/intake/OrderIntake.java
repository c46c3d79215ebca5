package com.example.intake;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.function.InvocationFailedException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes {@code PUT /orders/{number}} and says so to whom it concerns. The event is durable before
 * the caller is answered, and the same order sent twice is dealt with once, since its number is the
 * event's id.
 */
public final class OrderIntake implements HttpFunction {

  static final String CREATED = "com.example.order.created";

  private static final URI SOURCE = URI.create("/orders");
  private static final Pattern ORDER = Pattern.compile("/orders/([A-Za-z0-9-]{1,32})");

  @Override
  public HttpResponse handle(HttpRequest request, Context context) {
    Matcher order = ORDER.matcher(request.path());
    if (!order.matches()) {
      return HttpResponse.text("orders are at /orders/{number}\n").withStatus(404);
    }
    if (!request.method().equals("PUT")) {
      return HttpResponse.of(405).withHeader("allow", "PUT");
    }
    String number = order.group(1);
    Event created =
        Event.builder(number, SOURCE, CREATED)
            .subject(number)
            .data("application/json", request.body())
            .build();
    try {
      String event = context.emit(created);
      return HttpResponse.json("{\"order\":\"" + number + "\",\"event\":\"" + event + "\"}")
          .withStatus(202);
    } catch (InvocationFailedException notTakenIn) {
      return HttpResponse.text(notTakenIn.getMessage() + "\n").withStatus(notTakenIn.status());
    }
  }
}
