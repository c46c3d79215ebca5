package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.function.Context;
import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPricerTest {

  private static final Context UNUSED = null;

  private static HttpResponse answer(String body) throws IOException {
    return new OrderPricer().handle(HttpRequest.builder("POST", "/").body(body).build(), UNUSED);
  }

  @Test
  void pricesAnOrderWithDiscountAndVat() throws IOException {
    HttpResponse response =
        answer(
            """
            {"lines":[{"sku":"TEA-100","quantity":10},{"sku":"MUG-01","quantity":1}]}
            """);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("X-Json-Library"))
        .hasValueSatisfying(v -> assertThat(v).startsWith("2."));
    assertThat(response.bodyText())
        .isEqualTo(
            """
            {"currency":"EUR","lines":[\
            {"sku":"TEA-100","name":"Green tea, 100 g","quantity":10,"unitPrice":4.90,\
            "discountPercent":5,"net":46.55},\
            {"sku":"MUG-01","name":"Mug","quantity":1,"unitPrice":12.50,\
            "discountPercent":0,"net":12.50}],\
            "net":59.05,\
            "vat":[{"percent":10,"on":46.55,"amount":4.66},{"percent":20,"on":12.50,"amount":2.50}],\
            "total":66.21}\
            """);
  }

  @ParameterizedTest
  @CsvSource({"9, 44.10", "10, 46.55", "49, 228.10", "50, 214.38"})
  void moreOfOneArticleIsCheaper(int quantity, String net) throws IOException {
    HttpResponse response =
        answer("{\"lines\":[{\"sku\":\"TEA-100\",\"quantity\":" + quantity + "}]}");

    assertThat(json(response).at("/net").decimalValue()).isEqualByComparingTo(net);
  }

  @Test
  void roundsTheTaxOfEachRateOnce() throws IOException {
    HttpResponse response =
        answer(
            """
            {"lines":[{"sku":"POT-02","quantity":1},{"sku":"POT-02","quantity":1},
                      {"sku":"POT-02","quantity":1}]}
            """);

    assertThat(json(response).at("/vat")).hasSize(1);
    assertThat(json(response).at("/vat/0/amount").decimalValue()).isEqualByComparingTo("20.99");
  }

  @Test
  void saysAllThatIsWrongAtOnce() throws IOException {
    HttpResponse response =
        answer(
            """
            {"lines":[{"sku":"TEA-9","quantity":1},{"sku":"MUG-01","quantity":0},null]}
            """);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.bodyText())
        .isEqualTo(
            """
            {"problems":[{"at":"lines[0].sku","problem":"no such article: TEA-9"},\
            {"at":"lines[1].quantity","problem":"a quantity lies between 1 and 100000"},\
            {"at":"lines[2]","problem":"a line has a sku and a quantity"}]}\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                           | line 1, column 0
          not JSON                                     | line 1, column 1
          [1]                                          | line 1, column 1
          null                                         | lines
          {}                                           | lines
          {"lines":[]}                                 | lines
          {"lines":[]} {}                              | line 1, column 14
          {"lines":[],"coupon":"X"}                    | coupon
          {"lines":[{"sku":"TEA-100","quantity":2.5}]} | lines[0].quantity
          {"lines":[{"sku":"TEA-100","quantity":"2"}]} | lines[0].quantity
          {"lines":[{"sku":"TEA-100","pieces":2}]}     | lines[0].pieces
          """)
  void saysWhereABodyCannotBeUnderstood(String body, String at) throws IOException {
    HttpResponse response = answer(body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).at("/problems/0/at").asText()).isEqualTo(at);
    assertThat(json(response).at("/problems/0/problem").asText()).isNotBlank();
  }

  @Test
  void takesOnlyPost() throws IOException {
    HttpResponse response =
        new OrderPricer().handle(HttpRequest.builder("GET", "/").build(), UNUSED);

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).contains("POST");
  }

  private static JsonNode json(HttpResponse response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }
}
