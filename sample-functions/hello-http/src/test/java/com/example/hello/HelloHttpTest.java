package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.function.HttpRequest;
import dev.hearth.function.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HelloHttpTest {

  private final HelloHttp function = new HelloHttp();

  private HttpResponse answer(HttpRequest.Builder request) {
    return function.handle(request.build(), new FixedContext("id-1", Map.of()));
  }

  @Test
  void greetsTheWorldAsJson() {
    HttpResponse response = answer(HttpRequest.builder("GET", "/"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("Content-Type")).contains("application/json");
    assertThat(response.header("Vary")).contains("Accept");
    assertThat(response.bodyText())
        .isEqualTo(
            """
            {"greeting":"Hello, world!","invocationId":"id-1","bodyBytes":0}\
            """);
  }

  @Test
  void greetsWhoeverIsNamed() {
    assertThat(answer(HttpRequest.builder("GET", "/").query("name=Ada+L%C3%B8v")).bodyText())
        .contains("\"Hello, Ada Løv!\"");
    assertThat(answer(HttpRequest.builder("GET", "/").query("name=+")).bodyText())
        .contains("\"Hello, world!\"");
  }

  @Test
  void aNameCannotBreakTheJson() {
    assertThat(answer(HttpRequest.builder("GET", "/").query("name=%22%5C%0A")).bodyText())
        .contains("\"Hello, \\\"\\\\\\u000a!\"");
  }

  @Test
  void answersWithTextIfAsked() {
    HttpResponse response = answer(HttpRequest.builder("GET", "/").header("Accept", "text/plain"));

    assertThat(response.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.bodyText().lines())
        .containsExactly("Hello, world!", "invocation id-1", "0 bytes came with it");
  }

  @Test
  void saysHowMuchCameAsBody() {
    assertThat(answer(HttpRequest.builder("POST", "/").body("12345")).bodyText())
        .contains("\"bodyBytes\":5");
  }

  @Test
  void takesTheGreetingFromItsEnvironment() {
    HttpRequest request = HttpRequest.builder("GET", "/").build();
    FixedContext context = new FixedContext("id-1", Map.of("GREETING", "Servus"));

    assertThat(function.handle(request, context).bodyText()).contains("\"Servus, world!\"");
  }
}
