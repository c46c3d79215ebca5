package com.example.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads and writes JSON with the Jackson that this function brings along. */
final class OrderJson {

  private final JsonMapper mapper =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The price list in this JAR. */
  PriceList priceList() throws IOException {
    try (InputStream in = OrderJson.class.getResourceAsStream("/prices.json")) {
      return mapper.readValue(in, PriceList.class);
    }
  }

  /** The order in a request. */
  Order order(byte[] body) throws IOException {
    Order order = mapper.readValue(body, Order.class);
    return order == null ? new Order(null) : order;
  }

  /** Any record as JSON text. */
  String text(Object value) throws JsonProcessingException {
    return mapper.writeValueAsString(value);
  }

  /** Says where and why {@link #order} could not read the body. */
  static Problem explain(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return new Problem(path(unknown), "an order has no such field");
    }
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return new Problem(path(mapping), mapping.getOriginalMessage());
    }
    return new Problem(
        "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(),
        e.getOriginalMessage());
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step ->
            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
        .collect(Collectors.joining())
        .substring(1);
  }
}
