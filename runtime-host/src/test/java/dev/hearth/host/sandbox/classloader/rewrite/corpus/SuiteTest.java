package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.TestUtils;
import org.apache.commons.math3.complex.Complex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Some of the tests of Commons Math; {@code scripts/semantics} runs all, and those of others. */
class SuiteTest {

  @ParameterizedTest
  @CsvSource({"linear, 500", "complex, 100", "transform, 10", "fraction, 50"})
  void aLibraryPassesItsOwnTestsAsBefore(String part, int atLeast) throws IOException {
    List<Path> jars = List.of(ClassFiles.jarOf(Complex.class), ClassFiles.jarOf(TestUtils.class));
    String prefix = Complex.class.getPackageName().replace("complex", part + ".");
    Map<String, String> plain = SuiteRun.outcomes(jars, SuiteLoader.Variant.PLAIN, prefix);
    assertThat(plain).hasSizeGreaterThan(atLeast).containsValue("SUCCESSFUL");
    assertThat(SuiteRun.outcomes(jars, SuiteLoader.Variant.REWRITTEN, prefix)).isEqualTo(plain);
  }
}
