package com.example.shipping;

import dev.hearth.function.Context;
import dev.hearth.function.TypedFunction;
import java.util.Arrays;

/**
 * Ships orders to where a carrier goes. Gets the data of the event, and knows nothing of events:
 * the same function can be called with an order. What it throws is tried again and then kept as a
 * dead letter.
 */
public final class OrderShipping implements TypedFunction<Order, String> {

  @Override
  public String handle(Order order, Context context) {
    String carriers = context.env().getOrDefault("CARRIERS", "");
    if (Arrays.stream(carriers.split(",")).map(String::strip).noneMatch(order.to()::equals)) {
      throw new IllegalStateException("no carrier goes to " + order.to() + ", only to " + carriers);
    }
    return "shipped " + order.quantity() + " × " + order.item() + " to " + order.to();
  }
}
