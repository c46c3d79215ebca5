package dev.hearth.bench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jackson with its classes rewritten too: bind, write, read as a tree and bind again. */
public final class Jackson implements IntSupplier {

  /** What is bound. */
  public record Order(int id, String name, List<Integer> lines, boolean paid, double price) {}

  /** The whole of it. */
  public record Orders(List<Order> orders) {}

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Orders orders;

  public Jackson() {
    List<Order> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(new Order(i, "order \"" + i * 7 + '"', List.of(1, i, 333), i % 3 == 0, i * 1.25));
    }
    orders = new Orders(all);
  }

  @Override
  public int getAsInt() {
    String text = mapper.writeValueAsString(orders);
    JsonNode tree = mapper.readTree(text);
    int sum = 0;
    for (JsonNode order : tree.get("orders")) {
      sum += order.get("id").asInt() + order.get("lines").size();
    }
    Orders read = mapper.readValue(text, Orders.class);
    return sum ^ text.length() ^ read.orders().size();
  }
}
