package com.example.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was sold, by article. */
record Sales(Map<String, BigDecimal> byArticle) {

  /**
   * Adds up lines of article, quantity and price; a first line with names is passed over.
   *
   * @throws IllegalArgumentException when a line is something else; says which
   */
  static Sales of(List<String> lines) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !(i == 0 && line.equals("sku,quantity,price"))) {
        add(sums, i + 1, line.split(",", -1));
      }
    }
    return new Sales(sums);
  }

  private static void add(Map<String, BigDecimal> sums, int number, String[] fields) {
    try {
      BigDecimal amount = new BigDecimal(fields[1]).multiply(new BigDecimal(fields[2]));
      sums.merge(fields[0], amount, BigDecimal::add);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
      throw new IllegalArgumentException(
          "line "
              + number
              + " of the orders is not sku,quantity,price: "
              + String.join(",", fields));
    }
  }

  /** The sums as a table. */
  String report(LocalDate day) {
    StringBuilder report = new StringBuilder("Sales of " + day + "\n\n");
    byArticle.forEach((article, sum) -> report.append(line(article, sum)));
    BigDecimal total = byArticle.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return report.append(line("total", total)).toString();
  }

  private static String line(String name, BigDecimal sum) {
    return String.format(Locale.ROOT, "%-12s %10.2f\n", name, sum);
  }
}
