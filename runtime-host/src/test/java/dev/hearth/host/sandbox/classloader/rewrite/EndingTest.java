package dev.hearth.host.sandbox.classloader.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.sandbox.classloader.guard.Kill;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runaway methods, each of which says {@code on = true} when it has begun to run away. */
class EndingTest {

  private static final String STATE =
      "static volatile boolean on; static volatile int n; static volatile Object o = 1; ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { on = true; }",
        "do { on = true; } while (n == 0);",
        "for (int i = 0; i <= Integer.MAX_VALUE; i++) { on = true; }",
        "for (int i = 0; i < 1; i += 2) { on = true; i -= 2; }",
        "for (int i = 0; i < 9; i++) { on = true; i = 0; }",
        "while (true) { try { on = true; throw new Error(); } catch (Throwable t) { } }",
        "while (true) { try { on = true; } catch (RuntimeException | Error t) { } finally { n++; } }",
        "try { n++; } finally { while (true) { on = true; } }",
        "while (true) { try { on = true; n /= 0; } finally { continue; } }",
        "synchronized (T.class) { while (true) { on = true; } }",
        "while (true) { synchronized (T.class) { try { on = true; n = 1 / 0; } catch (Throwable t) { } } }",
        "while (true) { switch (n) { case 0: on = true; continue; case 1: n = 1; default: return; } }",
        "while (true) { switch (n) { case 7: n = 3; break; case 9999: return; default: on = true; } }",
        "f();",
        "while (true) { try { f(); } catch (StackOverflowError e) { } }",
        "Runnable r = () -> { while (true) { on = true; } }; r.run();",
        "java.util.stream.Stream.generate(() -> 1).forEach(x -> on = true);",
        "new Object() { { while (n == 0) { on = true; } } };",
      })
  void endsAMethodThatWouldRunForEver(String body) throws Exception {
    Rewritten t =
        Rewritten.of(
            STATE
                + "static void f() { on = true; try { f(); } finally { f(); } }"
                + "static boolean begun() { return on; }"
                + "static void run() { "
                + body
                + "}");
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> {
          try {
            t.call("run");
            end.completeAsync(() -> new AssertionError("it returned"));
          } catch (Throwable thrown) {
            end.complete(thrown);
          }
        });
    thread.setDaemon(true);
    thread.start();
    var begun = t.loadClass("T").getDeclaredField("on");
    begun.setAccessible(true);
    while (!begun.getBoolean(null)) {
      Thread.onSpinWait();
    }
    t.end();
    assertThat(end.get(60, TimeUnit.SECONDS)).isInstanceOf(Kill.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized (lock) { raise.run(); while (true) { n++; } }",
        "synchronized (lock) { try { raise.run(); n /= 0; } catch (Exception e) { n++; } }",
        "synchronized (lock) { synchronized (new Object()) { try { raise.run(); n /= 0; } finally { n++; } } }",
        "synchronized (lock) { try { synchronized (new Object()) { raise.run(); n /= 0; } } catch (Exception e) { n++; } }",
      })
  void releasesItsMonitorsWhenAMethodIsEnded(String body) {
    Rewritten t =
        Rewritten.of(STATE + "static void run(Runnable raise, Object lock) { " + body + " }");
    Object lock = new Object();
    Runnable raise = t::end;
    assertThatThrownBy(() -> t.call("run", raise, lock)).isInstanceOf(Kill.class);
    assertThat(Thread.holdsLock(lock)).isFalse();
  }

  @Test
  void goesOnWhenAnotherCallIsEnded() throws Throwable {
    Rewritten t =
        Rewritten.of(
            "static Object run(int n) { int s = 0; for (int i = 0; i <= n; i++) { try { s /= 0; } catch (ArithmeticException e) { s++; } } return s; }");
    t.endAnother();
    assertThat(t.call("run", 9)).isEqualTo(10);
  }
}
