package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs one library's whole test suite, for {@code scripts/semantics}. */
final class Suite {

  private Suite() {}

  /** Arguments: plain or rewritten, the tests' prefix, the file for the outcomes, the JARs. */
  public static void main(String[] arguments) throws IOException {
    SuiteLoader.Variant variant =
        SuiteLoader.Variant.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    List<Path> jars = Arrays.stream(arguments).skip(3).map(Path::of).toList();
    Map<String, String> outcomes = SuiteRun.outcomes(jars, variant, arguments[1]);
    try (PrintStream out = new PrintStream(arguments[2], StandardCharsets.UTF_8)) {
      outcomes.forEach((test, outcome) -> out.println(test + " " + outcome));
    }
    System.exit(0); // whatever threads the tests have left
  }
}
