package dev.hearth.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.registry.SandboxKind;
import dev.hearth.host.sandbox.polyglot.Languages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** JavaScript in the polyglot tier keeps the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaScriptSandboxContractTest extends CallingContractTest {

  private Languages languages;

  @BeforeAll
  void openLanguages(@TempDir Path scratch) {
    languages = PolyglotSandboxes.languages(scratch);
  }

  @AfterAll
  void closeLanguages() {
    languages.close();
  }

  @Override
  Sandbox sandbox(Path root, FunctionCalls calls) {
    return PolyglotSandboxes.sandbox(languages, root, calls);
  }

  @Override
  byte[] artifact(Sample sample) {
    return switch (sample) {
      case ECHO ->
          handler("", "(event) { console.log('seen: ' + event.body); return event.body; }");
      case FAILS -> handler("", "(event) { throw new Error('no: ' + event.body); }");
      case FAILS_TO_START -> handler("throw new Error('not today');", "() {}");
      case NEVER_ENDS ->
          handler("", "() { for (;;) { try { for (;;) {} } catch (e) {} finally { continue; } } }");
      case CALLS ->
          handler(
              "", "async (event, context) => (await context.invoke('other', event.body)).body", "");
      case WAITS_FOR_AN_INTERRUPT, ECHOES_IN_PIECES ->
          throw new IllegalArgumentException(sample + " is not for this tier");
      case NO_ARTIFACT -> "plain text".getBytes(UTF_8);
    };
  }

  private static byte[] handler(String before, String function) {
    return handler(before, function, "function ");
  }

  private static byte[] handler(String before, String function, String keyword) {
    return PolyglotSandboxes.zip(
        "index.mjs", before + "\nexport default " + keyword + function + ";\n");
  }

  @Test
  void isOfItsKind(@TempDir Path root) {
    assertThat(sandbox(root, new OtherFunctions()).kind()).isEqualTo(SandboxKind.POLYGLOT);
  }
}
