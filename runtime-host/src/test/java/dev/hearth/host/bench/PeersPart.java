package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One small JSON function under this host and under others, warm, by turns: each reads a name from
 * its body and answers a greeting, bound in the way that its host binds JSON.
 */
final class PeersPart implements Part {

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final String[] HEAP = {"-Xms512m", "-Xmx512m"};
  private static final String BODY = "{\"name\":\"Ada\"}";
  private static final String ANSWER = "{\"greeting\":\"Hello, Ada!\"}";

  private static final String HEARTH = "Hearth";
  private static final String VERTX = "bare Vert.x, 20 workers";
  private static final String FRAMEWORK = "functions-framework-java 2.0.0";
  private static final String DENO = "Deno, one worker as by default";
  private static final String PARALLEL = "Deno, a worker for each processor";

  @Override
  public void measure(Surroundings surroundings, Table table) throws Exception {
    if (!Wrk.isThere()) {
      table.row("JSON function", "not measured: install wrk (Debian: apt-get install wrk)");
      return;
    }
    int vertx = Surroundings.freePort();
    int framework = Surroundings.freePort();
    try (Product product = Product.start(surroundings, surroundings.fresh("peers"), HEAP);
        Child _ = Peer.start(surroundings, vertx, HEAP);
        Child _ = FunctionsFramework.start(surroundings, framework, HEAP)) {
      product.control().deploy("greeter", greeter());
      Map<String, String> urls = new LinkedHashMap<>();
      urls.put(HEARTH, url(product.gateway(), "/fn/greeter"));
      urls.put(VERTX, url(vertx, Peer.GREETER));
      urls.put(FRAMEWORK, url(framework, "/"));
      besideDeno(surroundings, table, urls);
    }
  }

  private static void besideDeno(Surroundings surroundings, Table table, Map<String, String> urls)
      throws Exception {
    Optional<Path> deno = Deno.find(surroundings);
    if (deno.isEmpty()) {
      table.row("JSON function: Deno", "not measured: npm could not install it");
      new Rounds(urls, script(surroundings), table).measure();
      return;
    }
    int one = Surroundings.freePort();
    int parallel = Surroundings.freePort();
    try (Child _ = Deno.start(surroundings, deno.get(), one);
        Child _ = Deno.start(surroundings, deno.get(), parallel, "--parallel")) {
      urls.put(DENO, url(one, "/"));
      urls.put(PARALLEL, url(parallel, "/"));
      new Rounds(urls, script(surroundings), table).measure();
    }
  }

  private static String url(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Tells wrk what to send. */
  private static Path script(Surroundings surroundings) throws IOException {
    return Files.writeString(
        surroundings.fresh("post.lua"),
        """
        wrk.method = "POST"
        wrk.body = '%s'
        wrk.headers["Content-Type"] = "application/json"
        """
            .formatted(BODY));
  }

  private static byte[] greeter() {
    return FunctionJar.of(
            "com.acme.Greeter",
            """
            package com.acme;
            import java.util.function.Function;
            public class Greeter implements Function<Greeter.Caller, Greeter.Greeting> {
              public record Caller(String name) {}
              public record Greeting(String greeting) {}
              @Override public Greeting apply(Caller caller) {
                return new Greeting("Hello, " + caller.name() + "!");
              }
            }
            """)
        .entry("META-INF/hearth.yaml", "auth: public\n")
        .bytes();
  }

  /** The hosts by turns, so that what disturbs the machine disturbs all of them. */
  private record Rounds(Map<String, String> urls, Path script, Table table) {

    void measure() throws IOException, InterruptedException {
      for (Map.Entry<String, String> host : urls.entrySet()) {
        awaitGreeting(host.getValue());
        table.progress("peers: warms up " + host.getKey());
        warmUp(host.getValue());
      }
      Map<String, List<Wrk.Result>> found = new LinkedHashMap<>();
      for (int i = 0; i < (LoadTimes.isQuick() ? 1 : ROUNDS); i++) {
        for (Map.Entry<String, String> host : urls.entrySet()) {
          found.computeIfAbsent(host.getKey(), _ -> new ArrayList<>()).add(load(host));
        }
      }
      enter(found);
    }

    private void warmUp(String url) throws IOException, InterruptedException {
      if (LoadTimes.isQuick()) {
        Wrk.run(url, CONNECTIONS, 1, script);
      } else {
        int seconds = Wrk.warmUp(url, CONNECTIONS, Optional.of(script));
        table.progress("peers: that took " + seconds + " s");
      }
    }

    private Wrk.Result load(Map.Entry<String, String> host)
        throws IOException, InterruptedException {
      Wrk.Result result =
          Wrk.run(host.getValue(), CONNECTIONS, LoadTimes.isQuick() ? 2 : 8, script);
      table.progress("peers: " + host.getKey() + " " + text(result));
      if (result.failed() > 0) {
        throw new IOException(result.failed() + " answers of " + host.getKey() + " were errors");
      }
      return result;
    }

    private static String text(Wrk.Result result) {
      return String.format(
          Locale.ROOT,
          "%.0f /s, p50 %.2f ms, p99 %.2f ms",
          result.rate(),
          result.p50(),
          result.p99());
    }

    private void enter(Map<String, List<Wrk.Result>> found) {
      List<Wrk.Result> ours = found.getOrDefault(HEARTH, List.of());
      table.row("JSON function, " + CONNECTIONS + " connections: Hearth", text(median(ours)));
      found.forEach((host, theirs) -> {
        if (!host.equals(HEARTH)) {
          table.atLeastPeer(
              "  against " + host,
              host.equals(VERTX) ? 0.8 : 1,
              text(median(theirs)),
              median(ours).rate() / median(theirs).rate());
        }
      });
    }

    /** The round whose rate is in the middle. */
    private static Wrk.Result median(List<Wrk.Result> rounds) {
      return rounds.stream()
          .sorted((a, b) -> Double.compare(a.rate(), b.rate()))
          .toList()
          .get(rounds.size() / 2);
    }

    /** Waits until a host answers, and sees that it does the work. */
    private static void awaitGreeting(String url) throws IOException, InterruptedException {
      URI address = URI.create(url);
      byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
      String answer = "nothing";
      for (int i = 0; i < 300 && !answer.equals(ANSWER); i++) {
        try (Connection connection = new Connection(address.getPort())) {
          String type = "Content-Type: application/json\r\n";
          answer = connection.exchange("POST", address.getPath(), type, body).body();
        } catch (IOException notYet) {
          Thread.sleep(100);
        }
      }
      if (!answer.equals(ANSWER)) {
        throw new IOException(url + " answers " + answer);
      }
    }
  }
}
