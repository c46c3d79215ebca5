package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.journey.SharedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples in other languages than Java do what their pages say. */
@ExtendWith(SharedHost.class)
class PolyglotSamplesTest {

  private static Program sample(String name) throws IOException {
    Path root = Path.of("../sample-functions", name);
    Program program = new Program(Map.of());
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        program = program.with(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return program;
  }

  @Test
  void markdownJsRendersMarkdown(HostClient host) throws IOException {
    sample("markdown-js").deploy(host, "markdown-js").expect(201);
    assertThat(host.post("markdown-js", "# Hello, *Ada*").expect(200).text())
        .isEqualTo("<h1>Hello, <em>Ada</em></h1>\n");
    host.get("markdown-js").expect(405);
  }

  @Test
  void statisticsPyDescribesNumbers(HostClient host) throws IOException {
    sample("statistics-py").deploy(host, "statistics-py").expect(201);
    assertThat(host.post("statistics-py", "[1, 2, 3, 4, 100]").expect(200).json().toString())
        .startsWith("{\"count\":5,\"mean\":22.0,\"median\":3.0,\"deviation\":43.6");
    host.post("statistics-py", "no list").expect(400);
  }

  @Test
  void wordsWasmCounts(HostClient host) throws IOException {
    sample("words-wasm").deploy(host, "words-wasm").expect(201);
    assertThat(host.post("words-wasm", "three small words").expect(200).text().strip())
        .isEqualTo("{\"lines\":0,\"words\":3,\"bytes\":17}");
    assertThat(host.post("words-wasm?text", "a\nb\n").expect(200).text()).isEqualTo("2 2 4\n");
  }
}
