package com.example.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.function.Context;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderShippingTest {

  private static String ship(String to) {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> Map.of("CARRIERS", "Vienna, Graz"));
    return new OrderShipping().handle(new Order("TEA", 2, to), context);
  }

  @Test
  void shipsToWhereCarriersGo() {
    assertThat(ship("Graz")).isEqualTo("shipped 2 × TEA to Graz");
  }

  @Test
  void saysWhereNoneGoes() {
    assertThatThrownBy(() -> ship("Atlantis")).hasMessageContaining("no carrier goes to Atlantis");
  }
}
