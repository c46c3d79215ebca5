package dev.hearth.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.invocation.FunctionCalls;
import dev.hearth.host.sandbox.polyglot.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** WebAssembly in the polyglot tier keeps the contract, but for calls of others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WasmSandboxContractTest extends SandboxContractTest {

  /** {@code (module)}: nothing in it can be started. */
  private static final String EMPTY = "0061736d01000000";

  /** {@code (module (memory (export "memory") 1) (func (export "_start") (loop br 0)))}. */
  private static final String ENDLESS =
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a0901070003400c000b0b";

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
  String startFault() {
    return "it does not export the function _start";
  }

  @Override
  String thrown(String why) {
    return "no: " + why;
  }

  @Override
  byte[] artifact(Sample sample) {
    return switch (sample) {
      case ECHO, FAILS -> zip(commands());
      case FAILS_TO_START -> zip(HexFormat.of().parseHex(EMPTY));
      case NEVER_ENDS -> zip(HexFormat.of().parseHex(ENDLESS));
      case CALLS, WAITS_FOR_AN_INTERRUPT, ECHOES_IN_PIECES ->
          throw new IllegalArgumentException(sample + " is not for this tier");
      case NO_ARTIFACT -> "plain text".getBytes(UTF_8);
    };
  }

  private static byte[] zip(byte[] module) {
    return PolyglotSandboxes.zip(Map.of("main.wasm", module));
  }

  private static byte[] commands() {
    try (InputStream in =
        WasmSandboxContractTest.class.getResourceAsStream("/polyglot/commands.wasm")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
