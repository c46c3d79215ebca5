package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedLoopsTest {

  /** How often the flag is read in a method of this body, apart from its entry. */
  private static long checks(String body) {
    Map<String, byte[]> classes =
        Rewritten.compiled(
            "static int s; static int[] a = {1, 2}; static void g() {} static void run(int n, int[] x) { "
                + body
                + " }");
    byte[] rewritten =
        new Rewriter(Rules.none(), ClassSource.none())
            .rewrite(classes.getOrDefault("T.class", new byte[0]));
    return ClassFile.of().parse(rewritten).methods().stream()
            .filter(method -> method.methodName().equalsString("run"))
            .flatMap(method -> method.code().orElseThrow().elementStream())
            .filter(element ->
                element instanceof FieldInstruction field
                    && field.owner().asInternalName().equals(GuardClass.NAME))
            .count()
        - 1;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) { s += i; }",
        "for (int i = 0; i < x.length; i++) { x[i] = i; }",
        "for (int v : x) { s += v; }",
        "for (int i = n; i >= 0; i--) { s += i; }",
        "for (int i = n; i > 0; i--) { s += i; }",
        "for (int i = n; i > s; i--) { s += i; }",
        "for (int i = 0; i < a.length; i++) { if (x[i] == 3) continue; if (i == 5) break; s++; }",
        "for (int i = 0; i < n; i++) { n += 1; }",
      })
  void leavesALoopAloneThatEndsByItself(String body) {
    assertThat(checks(body)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i <= n; i++) { s += i; }",
        "for (int i = 0; i < n; i += 2) { s += i; }",
        "for (int i = 0; i != n; i++) { s += i; }",
        "for (int i = n; i >= s; i -= 3) { s += i; }",
        "for (int i = 0; i < n; i++) { i = s; }",
        "for (int i = 0; i < n; i++) { i--; }",
        "for (int i = 0; i < n; i++) { g(); }",
        "for (int i = 0; i < n; i++) { x = new int[5]; }",
        "for (int i = 0; i < n; i++) { synchronized (x) { s++; } }",
        "for (long i = 0; i < n; i++) { s++; }",
        "for (int i = 0; i < n; ) { s++; }",
        "while (n > 0) { s++; }",
        "for (int i = 0; i < n; i++) { if (s > 3) { i++; } s++; }",
      })
  void checksAnyOther(String body) {
    assertThat(checks(body)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int j = 0; j < n; j++) { for (int i = 0; i < n; i++) { s += i; } }",
        "for (int j = 0; j < n; j++) { int i = 0; while (i <= n) { s += i; i += 3; } for (int k = 0; k < n; k++) { s += k; } }",
      })
  void checksTheLoopsAroundIt(String body) {
    assertThat(checks(body)).isPositive();
  }
}
