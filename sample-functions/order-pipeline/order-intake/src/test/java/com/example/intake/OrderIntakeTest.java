package com.example.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.Context;
import dev.hearth.function.Event;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import dev.hearth.function.InvocationFailedException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OrderIntakeTest {

  private final List<Event> emitted = new ArrayList<>();

  private HttpResponse put(String path, Function<Event, String> host) {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> host.apply((Event) arguments[0]));
    return new OrderIntake()
        .handle(HttpRequest.builder("PUT", path).body("{\"item\":\"TEA\"}").build(), context);
  }

  private String keep(Event event) {
    emitted.add(event);
    return "event-1";
  }

  @Test
  void anOrderBecomesAnEventWithItsNumber() {
    HttpResponse response = put("/orders/A-1", this::keep);
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.bodyText()).isEqualTo("{\"order\":\"A-1\",\"event\":\"event-1\"}");
    assertThat(emitted).hasSize(1);
    assertThat(emitted.get(0).id()).isEqualTo("A-1");
    assertThat(emitted.get(0).type()).isEqualTo(OrderIntake.CREATED);
    assertThat(emitted.get(0).dataText()).isEqualTo("{\"item\":\"TEA\"}");
  }

  @Test
  void whatIsNotTakenInIsNotConfirmed() {
    HttpResponse response =
        put(
            "/orders/A-1",
            event -> {
              throw InvocationFailedException.ofEvent(event.type(), "throttled", 429, "too much");
            });
    assertThat(response.status()).isEqualTo(429);
  }

  @Test
  void otherPathsHoldNoOrders() {
    assertThat(put("/orders/", this::keep).status()).isEqualTo(404);
    assertThat(put("/orders/a/b", this::keep).status()).isEqualTo(404);
    assertThat(emitted).isEmpty();
  }
}
