package dev.hearth.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.sandbox.polyglot.Languages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Python in the polyglot tier keeps the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonSandboxContractTest extends CallingContractTest {

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
      case ECHO -> handler("print('seen: ' + event['body'])\n    return event['body']");
      case FAILS -> handler("raise ValueError('no: ' + event['body'])");
      case FAILS_TO_START -> PolyglotSandboxes.zip("main.py", "raise RuntimeError('not today')\n");
      case NEVER_ENDS ->
          handler(
              "while True:\n      try:\n        while True: pass\n      except BaseException: pass");
      case CALLS -> handler("return context.invoke('other', event['body'])['body']");
      case WAITS_FOR_AN_INTERRUPT, ECHOES_IN_PIECES ->
          throw new IllegalArgumentException(sample + " is not for this tier");
      case NO_ARTIFACT -> "plain text".getBytes(UTF_8);
    };
  }

  private static byte[] handler(String body) {
    return PolyglotSandboxes.zip("main.py", "def handler(event, context):\n    " + body + "\n");
  }
}
