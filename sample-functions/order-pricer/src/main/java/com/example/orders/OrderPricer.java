package com.example.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import dev.hearth.function.Context;
import dev.hearth.function.HttpFunction;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import java.io.IOException;
import java.util.List;

/** Says what an order costs, with quantity discounts and VAT. */
public final class OrderPricer implements HttpFunction {

  private final OrderJson json = new OrderJson();
  private final PriceList prices;

  /** Reads the price list once, when an instance starts. */
  public OrderPricer() throws IOException {
    prices = json.priceList();
  }

  @Override
  public HttpResponse handle(HttpRequest request, Context context) throws IOException {
    if (!request.method().equals("POST")) {
      return HttpResponse.text("POST an order, for instance {\"lines\":[…]}\n")
          .withStatus(405)
          .withHeader("Allow", "POST");
    }
    Order order;
    try {
      order = json.order(request.body());
    } catch (JsonProcessingException e) {
      return refused(List.of(OrderJson.explain(e)));
    }
    List<Problem> problems = order.problems(prices);
    return problems.isEmpty() ? priced(order) : refused(problems);
  }

  private HttpResponse priced(Order order) throws IOException {
    return HttpResponse.json(json.text(Quote.of(order, prices)))
        .withHeader("X-Json-Library", PackageVersion.VERSION.toString());
  }

  private HttpResponse refused(List<Problem> problems) throws IOException {
    return HttpResponse.json(json.text(new Refusal(problems))).withStatus(400);
  }

  private record Refusal(List<Problem> problems) {}
}
