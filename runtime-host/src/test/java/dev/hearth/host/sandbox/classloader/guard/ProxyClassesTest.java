package dev.hearth.host.sandbox.classloader.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.view.ProxyLedger;
import java.lang.reflect.InvocationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.junit.jupiter.api.Test;

class ProxyClassesTest {

  private static final List<Class<?>> INTERFACES =
      List.of(
          Runnable.class,
          Comparable.class,
          Cloneable.class,
          RandomAccess.class,
          AutoCloseable.class,
          CharSequence.class,
          Iterable.class,
          Appendable.class,
          java.io.Serializable.class,
          java.util.concurrent.Callable.class);

  private final Scope scope = FakeWard.usual().scope;
  private final InvocationHandler nothing = (_, _, _) -> "";

  private void make(int bits) {
    List<Class<?>> chosen = new ArrayList<>();
    for (int i = 0; i < INTERFACES.size(); i++) {
      if ((bits >> i & 1) == 1) {
        chosen.add(INTERFACES.get(i));
      }
    }
    ClassLoading.proxy(
        ProxyClassesTest.class.getClassLoader(), chosen.toArray(Class<?>[]::new), nothing, scope);
  }

  @Test
  void anInstanceMayHaveSoManyProxyClassesButEachAsOftenAsItLikes() {
    for (int bits = 0; bits < ProxyLedger.LIMIT; bits++) {
      make(bits);
    }
    assertThatCode(() -> make(7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> make(ProxyLedger.LIMIT))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("1000 proxy classes");
  }
}
