package dev.hearth.host.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One small JSON function in JavaScript under this host, workerd and Deno, warm, by turns. */
final class PolyglotPeers {

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final String HEARTH = "Hearth";
  private static final String WORKERD = "workerd";
  private static final String DENO = "Deno";

  private static final String GREETER =
      "export default (event) => ({ greeting: `Hello, ${event.json().name}!` });";

  private PolyglotPeers() {}

  static void measure(Surroundings surroundings, Table table, String... options) throws Exception {
    Optional<Path> workerd = Workerd.find(surroundings);
    Optional<Path> deno = Deno.find(surroundings);
    if (!Wrk.isThere() || workerd.isEmpty() || deno.isEmpty()) {
      table.row("JSON function in JavaScript", "not measured: wrk, workerd or deno is missing");
      return;
    }
    int ofWorkerd = Surroundings.freePort();
    int ofDeno = Surroundings.freePort();
    try (Product product = Product.start(surroundings, surroundings.fresh("js"), options);
        Child _ = Workerd.start(surroundings, workerd.get(), ofWorkerd);
        Child _ = Deno.start(surroundings, deno.get(), ofDeno)) {
      byte[] program =
          PolyglotPart.zip(Map.of("index.mjs", GREETER, "hearth.yaml", "auth: public"));
      product.control().deploy("greeter", program);
      Map<String, String> urls = new LinkedHashMap<>();
      urls.put(HEARTH, "http://127.0.0.1:" + product.gateway() + "/fn/greeter");
      urls.put(WORKERD, "http://127.0.0.1:" + ofWorkerd + "/");
      urls.put(DENO, "http://127.0.0.1:" + ofDeno + "/");
      enter(table, rates(surroundings, table, urls));
    }
  }

  private static Map<String, Samples> rates(
      Surroundings surroundings, Table table, Map<String, String> urls) throws Exception {
    Path script = script(surroundings);
    int warmUp = LoadTimes.isQuick() ? 5 : 30;
    int seconds = LoadTimes.isQuick() ? 3 : 8;
    Map<String, Samples> found = new LinkedHashMap<>();
    for (Map.Entry<String, String> host : urls.entrySet()) {
      table.progress("polyglot: warms up " + host.getKey());
      Wrk.run(host.getValue(), CONNECTIONS, warmUp, script);
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (Map.Entry<String, String> host : urls.entrySet()) {
        Wrk.Result result = Wrk.run(host.getValue(), CONNECTIONS, seconds, script);
        table.progress("polyglot: %s %.0f /s".formatted(host.getKey(), result.rate()));
        if (result.failed() > 0) {
          throw new IOException(result.failed() + " answers of " + host.getKey() + " were errors");
        }
        found.computeIfAbsent(host.getKey(), _ -> new Samples()).add(result.rate());
      }
    }
    return found;
  }

  private static void enter(Table table, Map<String, Samples> found) {
    double ours = Objects.requireNonNull(found.get(HEARTH)).median();
    table.row("JSON function in JavaScript, 32 connections", Table.number(ours) + " /s");
    found.forEach((host, rates) -> {
      if (!host.equals(HEARTH)) {
        table.atLeastPeer(
            "  against " + host, 0.5, Table.number(rates.median()) + " /s", ours / rates.median());
      }
    });
  }

  private static Path script(Surroundings surroundings) throws IOException {
    return Files.writeString(
        surroundings.fresh("post.lua"),
        """
        wrk.method = "POST"
        wrk.body = '{"name":"Ada"}'
        wrk.headers["Content-Type"] = "application/json"
        """);
  }
}
