package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.policy.Rule;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.Test;

/** Ways to a member that the rewriter does not see. */
class ReflectionTest {

  private final FakeWard ward = FakeWard.usual();
  private final Scope scope = ward.scope;

  @Test
  void whatIsRefusedIsRefusedByReflectionToo() throws Exception {
    var exit = System.class.getMethod("exit", int.class);
    assertThatThrownBy(() -> Reflection.invoke(exit, null, new Object[] {0}, scope))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("java.lang.System.exit");
  }

  @Test
  void whatIsAllowedOnceAllowsNothingElse() throws Exception {
    var size = ArrayList.class.getMethod("size");
    var exit = System.class.getMethod("exit", int.class);
    for (int i = 0; i < 2; i++) {
      Reflection.invoke(size, new ArrayList<>(), null, scope);
      Reflection.newInstance(ArrayList.class.getConstructor(), null, scope);
      assertThatThrownBy(() -> Reflection.invoke(exit, null, new Object[] {0}, scope))
          .isInstanceOf(ForbiddenException.class);
    }
    assertThat(ward.forbidden).hasSize(2);
  }

  @Test
  void whatHasAStandInMayOnlyBeCalledDirectly() throws Exception {
    var getenv = System.class.getMethod("getenv");
    assertThatThrownBy(() -> Reflection.invoke(getenv, null, null, scope))
        .hasMessageContaining("call it directly");
    var parallel = ArrayList.class.getMethod("parallelStream");
    assertThatThrownBy(() -> Reflection.invoke(parallel, new ArrayList<>(), null, scope))
        .hasMessageContaining("parallelStream");
    assertThatThrownBy(() -> Reflection.get(System.class.getField("out"), null, scope))
        .hasMessageContaining("java.lang.System.out");
  }

  @Test
  void methodHandlesAreVettedWhenTheyAreFound() {
    var lookup = MethodHandles.lookup();
    MethodType none = MethodType.methodType(void.class);
    assertThatThrownBy(() ->
            Reflection.find(
                lookup, Runtime.class, "halt", none.appendParameterTypes(int.class), scope))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(
            () -> Reflection.find(lookup, ForkJoinWorkerThread.class, "start", none, scope))
        .hasMessageContaining("ForkJoinWorkerThread.start");
    assertThatThrownBy(() -> Reflection.find(lookup, System.class, "err", PrintStream.class, scope))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> Reflection.lookInto(String.class, lookup, scope))
        .isInstanceOf(ForbiddenException.class);
  }

  @Test
  void fieldsAreWrittenByTheirRule() throws Exception {
    var out = System.class.getField("out");
    assertThatThrownBy(() -> Reflection.set(out, null, System.out, scope))
        .hasMessageContaining("java.lang.System.out");
    assertThatThrownBy(() -> Reflection.updater(System.class, PrintStream.class, "out", scope))
        .hasMessageContaining("java.lang.System.out");
    var ofHost = Rule.Refuse.class.getDeclaredField("grant");
    assertThatThrownBy(() -> Reflection.set(ofHost, null, "", scope))
        .hasMessageContaining("reach into the host");
    Reflection.set(java.awt.Point.class.getField("x"), new java.awt.Point(), 1, scope);
    assertThat(ward.forbidden).hasSize(3);
  }

  @Test
  void defaultMethodsOfAProxyAreVetted() throws Exception {
    var parallel = java.util.Collection.class.getMethod("parallelStream");
    assertThatThrownBy(() -> Reflection.invokeDefault(new Object(), parallel, null, scope))
        .hasMessageContaining("parallelStream");
  }

  @Test
  void noWayToALookupByDescriptionIsOpen() {
    for (Policy policy : Policy.values()) {
      Rules rules = RuleTable.of(policy);
      assertThat(rules.find("java/lang/constant/ConstantDesc", "resolveConstantDesc", "()V"))
          .contains(new Rule.Refuse(""));
      for (String name :
          new String[] {"getStaticFinal", "fieldVarHandle", "staticFieldVarHandle"}) {
        assertThat(rules.find("java/lang/invoke/ConstantBootstraps", name, "()V"))
            .contains(new Rule.Refuse(""));
      }
    }
    ClassLoader own = ReflectionTest.class.getClassLoader();
    for (String text : new String[] {"()Lhearth/Guard;", "()Ldev/hearth/host/Hearth;"}) {
      assertThatThrownBy(() -> ClassLoading.described(text, own, scope))
          .isInstanceOf(ForbiddenException.class);
    }
    assertThatThrownBy(() -> ClassLoading.described("()V", null, scope))
        .hasMessageContaining("give it the function's loader");
  }

  @Test
  void harmlessMembersAreOpen() {
    assertThatCode(
            () -> {
              Reflection.invoke(String.class.getMethod("length"), "x", null, scope);
              Reflection.newInstance(ArrayList.class.getConstructor(), null, scope);
              Reflection.get(Locale.class.getField("ROOT"), null, scope);
            })
        .doesNotThrowAnyException();
    assertThat(ward.forbidden).isEmpty();
  }

  @Test
  void theHostIsOutOfReach() throws Exception {
    // These classes are the host's, though the loader of the tests makes them the function's too.
    var method = SystemProperties.class.getMethod("getenv", Scope.class);
    assertThatThrownBy(
            () -> Reflection.find(MethodHandles.lookup(), Scope.class, "check", noResult(), scope))
        .isInstanceOf(ForbiddenException.class);
    assertThatThrownBy(() -> Reflection.invoke(method, null, new Object[] {scope}, scope))
        .isInstanceOf(ForbiddenException.class);
    for (String name :
        new String[] {"dev.hearth.host.Hearth", "[Ldev.hearth.host.Hearth;", "hearth.Guard"}) {
      assertThatThrownBy(() -> ClassLoading.named(name, scope))
          .isInstanceOf(ForbiddenException.class);
    }
    ClassLoading.named("java.lang.String", scope);
  }

  @Test
  void loadersOfTheHostAreNotShown() {
    ClassLoader own = scope.premises().loader();
    assertThat(ClassLoading.getSystemClassLoader(scope)).isSameAs(own);
    assertThat(ClassLoading.getPlatformClassLoader(scope)).isSameAs(own.getParent());
    assertThat(ClassLoading.getParent(own.getParent(), scope)).isNull();
    assertThat(ClassLoading.getClassLoader(String.class, scope)).isNull();
  }

  private static MethodType noResult() {
    return MethodType.methodType(void.class);
  }
}
