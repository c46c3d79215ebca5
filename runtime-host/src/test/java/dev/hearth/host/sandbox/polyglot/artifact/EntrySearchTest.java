package dev.hearth.host.sandbox.polyglot.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.ArtifactRefusedException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntrySearchTest {

  private static String chosen(String handler, String... files) throws ArtifactRefusedException {
    return new EntrySearch(Set.of(files), Optional.empty()).choose(handler).toEntryPoint().target();
  }

  @Test
  void takesTheUsualNamesAndElseTheOnlyFile() throws ArtifactRefusedException {
    assertThat(chosen("", "index.mjs", "other.js")).isEqualTo("index.mjs");
    assertThat(chosen("", "main.js", "lib/index.js")).isEqualTo("main.js");
    assertThat(chosen("", "lambda_function.py", "side.py")).isEqualTo("lambda_function.py");
    assertThat(chosen("", "count.wasm", "hearth.yaml")).isEqualTo("count.wasm");
  }

  @Test
  void takesWhatPackageJsonNames() throws ArtifactRefusedException {
    EntrySearch search =
        new EntrySearch(Set.of("index.js", "src/start.js"), Optional.of("src/start.js"));
    assertThat(search.choose("").main()).isEqualTo("src/start.js");
  }

  @Test
  void takesTheFileAndTheFunctionThatTheManifestNames() throws ArtifactRefusedException {
    assertThat(chosen("src/app.main", "src/app.mjs")).isEqualTo("src/app.mjs::main");
    assertThat(chosen("src/app.mjs", "src/app.mjs")).isEqualTo("src/app.mjs");
    assertThat(chosen("app.handler", "app.py", "index.js")).isEqualTo("app.py::handler");
  }

  @Test
  void saysWhatIsMissingOrTooMuch() {
    assertThatThrownBy(() -> chosen("", "readme.txt"))
        .isInstanceOf(ArtifactRefusedException.class)
        .hasMessageContaining("no file to begin with");
    assertThatThrownBy(() -> chosen("", "index.js", "main.py"))
        .hasMessageContaining("index.js, main.py");
    assertThatThrownBy(() -> chosen("nothing.here", "index.js"))
        .hasMessageContaining("\"nothing.here\"");
  }

  @Test
  void keepsAnEntryThroughTheRegistry() throws ArtifactRefusedException {
    ProgramEntry entry = new EntrySearch(Set.of("a/b.py"), Optional.empty()).choose("a/b.c");
    assertThat(ProgramEntry.of(entry.toEntryPoint())).isEqualTo(entry);
  }
}
