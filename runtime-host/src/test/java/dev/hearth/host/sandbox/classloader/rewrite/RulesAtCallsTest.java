package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.ForbiddenException;
import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesAtCallsTest {

  private static final Rules RULES =
      new TestRules()
          .refuse("java/lang/System.exit")
          .refuse("java/io/File.separator")
          .refuse("java/util/Optional.get")
          .refuse("java/util/Date.<init>")
          .refuse("java/lang/ref/SoftReference.<init>")
          .replace("java/lang/System.nanoTime", "nanoTime")
          .replace("java/lang/String.repeat", "repeat")
          .replace("java/lang/Thread.getName", "getName")
          .replace("java/lang/System.out", "out")
          .replace("java/util/Random.<init>", "random")
          .before("java/lang/Long.rotateLeft")
          .before("java/lang/StringBuilder.charAt")
          .before("java/io/File.<init>")
          .after("java/util/ArrayList.<init>")
          .after("java/lang/Integer.toHexString")
          .after("java/lang/Long.parseLong")
          .after("java/lang/Thread.yield");

  private static Rewritten run(String expression) {
    return Rewritten.of(
        "static Object run() throws Exception { return " + expression + "; }", RULES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Optional.of(1).get()",
        "new Date(1, 2, 3)",
        "new java.io.File(java.io.File.separator)",
        "((Function<Optional<Integer>, Integer>) Optional::get).apply(Optional.of(1))",
        "((LongFunction<Date>) Date::new).apply(1)",
        "new Date(1) { int x; }",
        "new java.lang.ref.SoftReference<>(new Date(1))",
        "new Object() { Object f() { System.exit(1); return 1; } }.f()",
        "((IntFunction<Object>) x -> { if (x > 0) System.exit(x); return x; }).apply(1)",
        "new Random(3) { int x; }",
      })
  void refusesWhereTheRuleSaysSo(String expression) {
    assertThatThrownBy(() -> run(expression).call("run"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("may not use");
  }

  @Test
  void namesTheMemberAndTheGrantInARefusal() {
    assertThatThrownBy(() -> run("Optional.of(1).get()").call("run"))
        .hasMessageContaining("java.util.Optional.get")
        .hasMessageContaining("word");
    assertThatThrownBy(() -> run("new Date(1)").call("run"))
        .hasMessageContaining("new java.util.Date");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.nanoTime() == 42",
        "\"a\".repeat(2).equals(\"a*2\")",
        "((LongSupplier) System::nanoTime).getAsLong() == 42",
        "((IntFunction<String>) \"a\"::repeat).apply(3).equals(\"a*3\")",
        "((BiFunction<String, Integer, String>) String::repeat).apply(\"b\", 4).equals(\"b*4\")",
        "new Thread().getName().equals(\"stand-in\")",
        "new Thread() { public String toString() { return getName(); } }.toString().equals(\"stand-in\")",
        "new Thread() { public String toString() { return super.getName(); } }.toString().equals(\"stand-in\")",
        "new Thread() { public String toString() { Supplier<String> s = super::getName; return s.get(); } }.toString().equals(\"stand-in\")",
        "((Supplier<String>) Thread.currentThread()::getName).get().equals(\"stand-in\")",
        "new Random(1).nextInt() == new java.util.random.RandomGenerator[] { new Random(2) }[0].nextInt()",
        "((LongFunction<Random>) Random::new).apply(1).nextInt() == new Random(5).nextInt()",
        "new Random(System.nanoTime() == 42 ? new Random(\"a\".length()).nextInt() : 2) != null",
      })
  void callsTheStandInInstead(String expression) throws Throwable {
    assertThat(run(expression).call("run")).isEqualTo(true);
  }

  @Test
  void readsAFieldThroughItsStandIn() throws Throwable {
    Rewritten t = Rewritten.of("static void run() { System.out.println(1); }", RULES);
    t.call("run");
    assertThat(t.allocations()).containsExactly(1L);
  }

  @Test
  void callsTheStandInBeforehandWithTheSameArguments() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            static Object run() {
              long x = 3;
              char c = new StringBuilder("abc").charAt(1);
              LongSupplier s = () -> Long.rotateLeft(x, 1);
              return Long.rotateLeft(x, 2) + s.getAsLong() + c + new java.io.File("abc").getName().length();
            }
            """,
            RULES);
    assertThat(t.call("run")).isEqualTo(12L + 6 + 'b' + 3);
    assertThat(t.allocations()).containsExactly(301L, 32L, 31L, 3L);
  }

  @Test
  void givesAConstructorItsArgumentsOnlyIfTheStandInLetsThem() throws Throwable {
    assertThat(run("new java.io.File(\"x\") {}").call("run")).hasToString("x");
    assertThatThrownBy(() -> run("new java.io.File(\"/x\")").call("run"))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> run("new java.io.File(\"/x\") {}").call("run"))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(
            () -> run("((Function<String, Object>) java.io.File::new).apply(\"/x\")").call("run"))
        .isInstanceOf(ForbiddenException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new ArrayList<>(8)",
        "new ArrayList<>()",
        "new ArrayList<>(8) { int x; }",
        "((IntFunction<List<Object>>) ArrayList::new).apply(8)",
        "Optional.of(new ArrayList<>(System.nanoTime() == 42 ? 3 : 4)).orElse(null)",
      })
  void givesTheStandInWhatAConstructorMade(String expression) throws Throwable {
    assertThat(run(expression).call("run")).isEqualTo(List.of("seen"));
  }

  @Test
  void givesTheStandInWhatAMethodGave() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            static Object run() {
              Thread.yield();
              return Integer.toHexString(255) + Long.parseLong("77");
            }
            """,
            RULES);
    assertThat(t.call("run")).isEqualTo("ff77");
    assertThat(t.allocations()).containsExactly(5L, 2L, 77L);
  }

  @Test
  void filtersWhatAMethodGaveWhereverItIsCalled() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            static class Mine extends Thread { public String toString() { return "<" + super.toString() + ">"; } }
            static class Yours extends Thread { Yours() { super("y"); } }
            static Object run() {
              Thread mine = new Mine();
              Supplier<String> yours = new Yours()::toString;
              return mine.toString().endsWith("!>!") && yours.get().endsWith("!");
            }
            """,
            new TestRules().with("java/lang/Thread.toString", new Rule.Filter("Probe", "filter")));
    assertThat(t.call("run")).isEqualTo(true);
  }

  @Test
  void leavesTheArtifactsOwnMembersAlone() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            static class Mine extends Thread { int field = 1; static int f() { return 1; } void g() {} }
            static class Yours extends Mine { }
            static Object run() { Yours y = new Yours(); y.g(); return y.field + Yours.f() + T.mine(); }
            static int mine() { return new int[] {1}.clone().length; }
            """,
            new TestRules()
                .otherwise(new Rule.Refuse(""))
                .with("java/lang/Integer.valueOf", new Rule.Allow())
                .with("java/lang/Thread.<init>", new Rule.Allow())
                .with("java/lang/Object.clone", new Rule.Allow()));
    assertThat(t.call("run")).isEqualTo(3);
  }

  @Test
  void appliesWhatHoldsOtherwiseToAnythingOfThePlatform() {
    Rewritten t =
        Rewritten.of(
            "static Object run() { return \"a\".length(); }",
            new TestRules().otherwise(new Rule.Refuse("")));
    assertThatThrownBy(() -> t.call("run"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("java.lang.String.length");
  }

  @Test
  void findsTheRuleOfTheNearestSupertype() throws Throwable {
    Rewritten t =
        Rewritten.of(
            """
            interface Named { String toString(); }
            static class Mine extends Thread implements Named {}
            static Object run() { return new Mine().toString() + new Mine().isAlive(); }
            """,
            new TestRules()
                .replace("java/lang/Thread.toString", "getName")
                .with("java/lang/Thread.isAlive", new Rule.Allow())
                .refuse("java/lang/Runnable.isAlive"));
    assertThat(t.call("run")).isEqualTo("stand-infalse");
  }

  @Test
  void keepsTheDebuggingTablesOfCodeBehindARefusalSound() {
    byte[] withTable =
        ClassFile.of()
            .build(
                ClassDesc.of("T"),
                type ->
                    type.withFlags(ClassFile.ACC_PUBLIC)
                        .withMethodBody(
                            "run",
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            b -> {
                              Label start = b.newLabel();
                              Label end = b.newLabel();
                              b.iconst_1()
                                  .invokestatic(
                                      ClassDesc.of("java.lang.System"),
                                      "exit",
                                      MethodTypeDesc.of(
                                          ConstantDescs.CD_void, ConstantDescs.CD_int))
                                  .lconst_1()
                                  .lstore(3)
                                  .labelBinding(start)
                                  .return_()
                                  .labelBinding(end)
                                  .localVariable(3, "x", ConstantDescs.CD_long, start, end);
                            }));
    assertThatThrownBy(() -> new Rewritten(Map.of("T.class", withTable), RULES).call("run"))
        .isInstanceOf(ForbiddenException.class);
  }
}
