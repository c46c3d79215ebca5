package com.example.orders;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an order costs. Each line and each VAT amount is rounded to cents, half up. */
record Quote(String currency, List<Line> lines, BigDecimal net, List<Vat> vat, BigDecimal total) {

  /** One line with its discount taken off. */
  record Line(
      String sku,
      String name,
      int quantity,
      BigDecimal unitPrice,
      BigDecimal discountPercent,
      BigDecimal net) {}

  /** The tax on everything with the same rate. */
  record Vat(BigDecimal percent, BigDecimal on, BigDecimal amount) {}

  /** Prices an order that has no problems. */
  static Quote of(Order order, PriceList prices) {
    List<Line> lines = order.lines().stream().map(line -> priced(line, prices)).toList();
    List<Vat> vat =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> prices.articles().get(line.sku()).vatPercent(),
                    TreeMap::new,
                    Collectors.reducing(BigDecimal.ZERO, Line::net, BigDecimal::add)))
            .entrySet()
            .stream()
            .map(Quote::taxed)
            .toList();
    BigDecimal net = lines.stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = vat.stream().map(Vat::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Quote(prices.currency(), lines, net, vat, net.add(tax));
  }

  private static Line priced(Order.Line line, PriceList prices) {
    PriceList.Article article = prices.articles().get(line.sku());
    BigDecimal gross = article.price().multiply(BigDecimal.valueOf(line.quantity()));
    BigDecimal discount = prices.discountPercent(line.quantity());
    BigDecimal net = cents(gross.subtract(percentOf(gross, discount)));
    return new Line(line.sku(), article.name(), line.quantity(), article.price(), discount, net);
  }

  private static Vat taxed(Map.Entry<BigDecimal, BigDecimal> netByRate) {
    BigDecimal percent = netByRate.getKey();
    BigDecimal net = netByRate.getValue();
    return new Vat(percent, net, cents(percentOf(net, percent)));
  }

  private static BigDecimal percentOf(BigDecimal amount, BigDecimal percent) {
    return amount.multiply(percent).movePointLeft(2);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
