package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;

/** What is uploaded beside the sample functions. */
final class Functions {

  /** What the constant function and the peer answer. */
  static final String GREETING = "{\"greeting\":\"Hello, world!\"}";

  private Functions() {}

  /** A public function that always answers {@link #GREETING}. */
  static byte[] constant() {
    return FunctionJar.of(
            "com.acme.Constant",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Constant implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) {
                return HttpResponse.json("%s");
              }
            }
            """
                .formatted(GREETING.replace("\"", "\\\"")))
        .entry("META-INF/hearth.yaml", "auth: public\n")
        .bytes();
  }
}
