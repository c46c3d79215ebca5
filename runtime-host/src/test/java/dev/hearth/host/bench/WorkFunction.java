package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;

/**
 * A public function that does a fixed piece of work, whose size is the query of its address. Work
 * and not time: where processors are shared, a loop until a moment would look faster than it is. A
 * xorshift generator, for compilers do not shorten it.
 */
final class WorkFunction {

  private static final int WARM_UPS = 60;
  private static final int CALLS = 25;
  private static final int TRIAL = 1_000_000;

  private WorkFunction() {}

  /** Its JAR. */
  static byte[] jar() {
    return FunctionJar.of(
            "com.acme.Work",
            """
            package com.acme;
            import dev.hearth.function.*;
            public class Work implements HttpFunction {
              public HttpResponse handle(HttpRequest request, Context context) {
                int turns = Integer.parseInt(request.rawQuery());
                long x = turns | 1;
                for (int i = 0; i < turns; i++) {
                  x ^= x << 13;
                  x ^= x >>> 7;
                  x ^= x << 17;
                }
                return HttpResponse.text("" + x);
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\n")
        .bytes();
  }

  /** The address of the function {@code name} at which it works for about {@code millis}. */
  static String path(Product product, String name, double millis) throws IOException {
    try (Connection connection = product.connect()) {
      for (int i = 0; i < WARM_UPS; i++) {
        run(connection, name);
      }
      Samples runs = new Samples();
      for (int i = 0; i < CALLS; i++) {
        runs.add(run(connection, name));
      }
      return "/fn/" + name + "?" + Math.round(TRIAL * millis / runs.percentile(0.25));
    }
  }

  private static double run(Connection connection, String name) throws IOException {
    return connection.get("/fn/" + name + "?" + TRIAL).expectSuccess().serverTiming("run");
  }
}
