package com.example.orders;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the shop sells; {@code prices.json} holds it. */
record PriceList(
    String currency, Map<String, Article> articles, List<QuantityDiscount> quantityDiscounts) {

  /** A thing to sell; the price is for one piece, without VAT. */
  record Article(String name, BigDecimal price, BigDecimal vatPercent) {}

  /** Percent off a line of at least so many pieces. */
  record QuantityDiscount(int from, BigDecimal percent) {}

  /** The best discount for so many pieces. */
  BigDecimal discountPercent(int quantity) {
    return quantityDiscounts.stream()
        .filter(discount -> quantity >= discount.from())
        .map(QuantityDiscount::percent)
        .max(BigDecimal::compareTo)
        .orElse(BigDecimal.ZERO);
  }
}
