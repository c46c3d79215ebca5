package dev.hearth.host.journey.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.RunningHost;
import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.journey.cloud.Exchange.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typed functions, here and in the original: same status, same header fields, same body. */
class SameValuesTest {

  private static final String JSON = "Content-Type: application/json";

  @Test
  void jsonIsReadAndWrittenAsInTheOriginal(@TempDir Path directory) throws IOException {
    compare(
        directory,
        "Greeter",
        Stream.of(
                "{\"name\":\"A\",\"times\":3,\"scores\":[{\"a\":1,\"b\":2.50}],\"size\":\"LARGE\"}",
                "{\"name\":\"nobody\"}",
                "{\"name\":\"bad\"}",
                "{\"times\":\"x\"}",
                "{\"times\":\"7\"}",
                "{\"times\":1.5}",
                "{\"times\":7.0}",
                "{\"times\":99999999999}",
                "{\"times\":null,\"size\":\"MEDIUM\"}",
                "{\"name\":12,\"unknown\":[1]}",
                "{\"name\":{}}",
                "{\"scores\":[{\"a\":\"1\"},{}]}",
                "{\"scores\":{}}",
                "{name:'lenient';times=2}",
                "{\"name\":\"A\"} {}",
                "{\"name\":\"A\"",
                "{\"name\":\"A\",\"name\":\"B\"}",
                "{\"hidden\":\"told\",\"name\":\"\\ud83d\\ude00\\u0000\"}",
                "junk",
                "[]",
                "\"text\"",
                "null",
                "",
                "\u00ef\u00bb\u00bf{}",
                "[".repeat(3000))
            .flatMap(body ->
                Stream.of(
                    Request.of("POST", "/", JSON).with(body),
                    Request.of("PUT", "/x?y", "Transfer-Encoding: chunked").with(body))));
  }

  @Test
  void charsetsOfJsonAreThoseOfTheOriginal(@TempDir Path directory) throws IOException {
    compare(
        directory,
        "Greeter",
        Stream.of(
            Request.of("POST", "/", JSON + "; charset=iso-8859-1").with("{\"name\":\"gr\u00fc\"}"),
            Request.of("POST", "/", JSON + "; charset=nope").with("{}"),
            Request.of("POST", "/", JSON).with("{\"name\":\"gr\u00c3\u00bc\"}"),
            Request.of("POST", "/", JSON).with("{\"name\":\"gr\u00fc\"}"),
            Request.of("POST", "/", "Content-Type: text/plain")
                .with("{\"name\":\"gr\u00c3\u00bc\"}"),
            Request.of("GET", "/"),
            Request.of("HEAD", "/"),
            Request.of("GET", "/favicon.ico")));
  }

  @Test
  void aWireFormatOfTheFunctionsOwnIsUsed(@TempDir Path directory) throws IOException {
    compare(
        directory,
        "Shouter",
        Stream.of("hello", "throw", "unsendable", "unreadable", "", "a\nb")
            .map(body -> Request.of("POST", "/").with(body)));
  }

  private static void compare(Path directory, String name, Stream<Request> requests)
      throws IOException {
    FunctionJar jar = CloudJars.of(name);
    try (Original original = Original.start(directory, jar, "com.acme." + name);
        RunningHost host = RunningHost.start(directory.resolve("data"))) {
      host.client().deployed("values", jar, "auth: public");
      for (Request request : requests.toList()) {
        Exchange.Answer there = original.call(request);
        Exchange.Answer here = Exchange.with(host.client().gateway(), "/fn/values", request);
        assertThat(here.compared()).as(request + request.body()).isEqualTo(there.compared());
        assertThat(Exchange.lengthOf(here, there)).isEqualTo(there.length());
      }
    }
  }
}
