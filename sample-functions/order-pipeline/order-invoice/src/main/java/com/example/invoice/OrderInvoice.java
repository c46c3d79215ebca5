package com.example.invoice;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.EventFunction;

/** Writes an invoice for each order. Gets the whole event; here that is its log line. */
public final class OrderInvoice implements EventFunction {

  @Override
  public void handle(Event event, Context context) {
    context
        .logger()
        .log(
            System.Logger.Level.INFO,
            "invoice for order " + event.subject().orElse(event.id()) + ": " + event.dataText());
  }
}
