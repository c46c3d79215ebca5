package com.example.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderInvoiceTest {

  @Test
  void writesTheNumberOfTheOrder() {
    List<Object> logged = new ArrayList<>();
    System.Logger logger =
        (System.Logger)
            Proxy.newProxyInstance(
                System.Logger.class.getClassLoader(),
                new Class<?>[] {System.Logger.class},
                (proxy, method, arguments) -> {
                  logged.add(arguments[1]);
                  return null;
                });
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> logger);
    Event event =
        Event.builder("A-1", URI.create("/orders"), "com.example.order.created")
            .subject("A-1")
            .data("application/json", "{}".getBytes(StandardCharsets.UTF_8))
            .build();
    new OrderInvoice().handle(event, context);
    assertThat(logged).singleElement().asString().startsWith("invoice for order A-1");
  }
}
