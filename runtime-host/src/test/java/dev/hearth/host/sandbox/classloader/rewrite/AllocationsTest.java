package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.ForbiddenException;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationsTest {

  private static Rewritten making(String array) {
    return Rewritten.of(
        "static int n = 20000, two = 2, zero; static Object run() { return " + array + "; }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new byte[n]        | 20000
          new boolean[n]     | 20000
          new short[n]       | 40000
          new char[n]        | 40000
          new int[n]         | 80000
          new float[n]       | 80000
          new long[n]        | 160000
          new double[n]      | 160000
          new String[n]      | 80000
          new int[n][]       | 80000
          new byte[20000]    | 20000
          new byte[two][n]   | 40056
          new long[n][1]     | 560016
          new byte[two][two][n][] | 320136
          """)
  void announcesALargeArray(String array, long bytes) throws Throwable {
    Rewritten t = making(array);
    t.call("run");
    assertThat(t.allocations()).containsExactly(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new byte[16384]",
        "new long[two]",
        "new int[100][100]",
        "new byte[two][n / 5]",
        "new byte[zero][n]",
        "new String[0]"
      })
  void saysNothingOfASmallOne(String array) throws Throwable {
    Rewritten t = making(array);
    t.call("run");
    assertThat(t.allocations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"new byte[-n]", "new byte[-n][n]", "new byte[n][-n]"})
  void leavesTheRefusalOfNegativeSizesToTheJvm(String array) {
    assertThatThrownBy(() -> making(array).call("run"))
        .isInstanceOf(NegativeArraySizeException.class);
  }

  @Test
  void allocatesNothingThatTheWardForbids() {
    assertThatThrownBy(() -> making("new long[Integer.MAX_VALUE]").atMost(1 << 20).call("run"))
        .isInstanceOf(Kill.class);
    assertThatThrownBy(() -> making("new long[n * n][n * n][n * n]").atMost(1 << 20).call("run"))
        .isInstanceOf(Kill.class);
  }

  @Test
  void doesNotTakeAConstantOfAnotherPathForTheSize() throws Throwable {
    Rewritten t = making("new byte[n > 1 ? 30000 : 5]");
    t.call("run");
    assertThat(t.allocations()).containsExactly(30000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "String.class",
        "(Object) 5",
        "(Object) 5L",
        "(Object) true",
        "(Object) 'c'",
        "Thread.State.NEW",
        "int[].class"
      })
  void refusesToLockWhatOthersShare(String lock) {
    Rewritten t = Rewritten.of("static Object run() { synchronized (" + lock + ") { return 1; } }");
    assertThatThrownBy(() -> t.call("run"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("use an object of your own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Object()",
        "T.class",
        "Mine.ONE",
        "new StringBuilder()",
        "new java.util.concurrent.atomic.AtomicInteger()"
      })
  void locksWhatTheFunctionHasOfItsOwn(String lock) throws Throwable {
    Rewritten t =
        Rewritten.of(
            "enum Mine { ONE { } } static Object run() { synchronized ("
                + lock
                + ") { return 1; } }");
    assertThat(t.call("run")).isEqualTo(1);
  }

  @Test
  void leavesALockOnNullToTheJvm() {
    assertThatThrownBy(() ->
            Rewritten.of("static Object run() { Object o = null; synchronized (o) { return 1; } }")
                .call("run"))
        .isInstanceOf(NullPointerException.class);
  }
}
