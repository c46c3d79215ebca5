package com.example.orders;

import java.util.ArrayList;
import java.util.List;

/** What a customer wants, as it stands in the request. */
record Order(List<Line> lines) {

  private static final int MOST_LINES = 1000;
  private static final int MOST_PIECES = 100_000;

  /** So many pieces of one article. */
  record Line(String sku, int quantity) {}

  /** All that is wrong with this order; empty if it can be priced. */
  List<Problem> problems(PriceList prices) {
    if (lines == null || lines.isEmpty() || lines.size() > MOST_LINES) {
      return List.of(new Problem("lines", "an order has 1 to " + MOST_LINES + " lines"));
    }
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      check(lines.get(i), "lines[" + i + "]", prices, problems);
    }
    return problems;
  }

  private static void check(Line line, String at, PriceList prices, List<Problem> problems) {
    if (line == null) {
      problems.add(new Problem(at, "a line has a sku and a quantity"));
      return;
    }
    if (!prices.articles().containsKey(line.sku())) {
      problems.add(new Problem(at + ".sku", "no such article: " + line.sku()));
    }
    if (line.quantity() < 1 || line.quantity() > MOST_PIECES) {
      problems.add(new Problem(at + ".quantity", "a quantity lies between 1 and " + MOST_PIECES));
    }
  }
}
