package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;

/** What stands for the functions of the trace. */
final class ReplayFunctions {

  private ReplayFunctions() {}

  /** A public function that keeps 64 KiB and sleeps for as many milliseconds as it is told. */
  static byte[] sleeper() {
    return FunctionJar.of(
            "com.acme.Sleeper",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Sleeper implements HttpFunction {
              private static final byte[] KEPT = new byte[64 * 1024];
              public HttpResponse handle(HttpRequest request, Context context) throws Exception {
                Thread.sleep(Long.parseLong(request.rawQuery()));
                return HttpResponse.text("" + KEPT.length);
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\nconcurrency: {max: 1000}\n")
        .bytes();
  }
}
