package com.example.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudHelloTest {

  private final StringWriter text = new StringWriter();
  private int status = 200;

  private HttpResponse response() {
    BufferedWriter writer = new BufferedWriter(text);
    return (HttpResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpResponse.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setStatusCode")) {
                status = (int) arguments[0];
              }
              return method.getName().equals("getWriter") ? writer : null;
            });
  }

  private static HttpRequest request(String httpMethod) {
    return (HttpRequest)
        Proxy.newProxyInstance(
            CloudHelloTest.class.getClassLoader(),
            new Class<?>[] {HttpRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getMethod" -> httpMethod;
                  case "getQueryParameters" -> Map.of("name", List.of("Ada"));
                  case "getFirstQueryParameter" -> Optional.of("Ada");
                  default -> Optional.empty();
                });
  }

  @Test
  void greetsWhoeverIsNamed() throws IOException {
    new CloudHello().service(request("GET"), response());
    assertThat(text.toString()).startsWith("Hello, Ada!\n");
  }

  @Test
  void refusesOtherMethods() throws IOException {
    new CloudHello().service(request("DELETE"), response());
    assertThat(status).isEqualTo(405);
  }
}
