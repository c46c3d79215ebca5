package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
