package dev.hearth.host.sandbox.classloader.guard;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channel;
import org.jspecify.annotations.Nullable;

/** Standard streams of the instance, which end in the log of its calls. Stateless. */
public final class Streams {

  private Streams() {}

  /** {@code System.out}. */
  public static PrintStream out(Scope scope) {
    return scope.views().streams().out();
  }

  /** {@code System.err}. */
  public static PrintStream err(Scope scope) {
    return scope.views().streams().err();
  }

  /** {@code System.in}; has nothing to read. */
  public static InputStream in(Scope scope) {
    return scope.views().streams().in();
  }

  /** {@code System.setOut(stream)}. */
  public static void setOut(PrintStream stream, Scope scope) {
    scope.views().streams().out(stream);
  }

  /** {@code System.setErr(stream)}. */
  public static void setErr(PrintStream stream, Scope scope) {
    scope.views().streams().err(stream);
  }

  /** {@code System.setIn(stream)}. */
  public static void setIn(InputStream stream, Scope scope) {
    scope.views().streams().in(stream);
  }

  /** {@code System.console()}; there is none. */
  public static @Nullable Console console(Scope scope) {
    return null;
  }

  /** {@code System.inheritedChannel()}; there is none. */
  public static @Nullable Channel inheritedChannel(Scope scope) {
    return null;
  }

  /** {@code thrown.printStackTrace()}. */
  public static void printStackTrace(Throwable thrown, Scope scope) {
    thrown.printStackTrace(err(scope));
  }

  /** {@code Thread.dumpStack()}. */
  public static void dumpStack(Scope scope) {
    new Exception("Stack trace").printStackTrace(err(scope));
  }
}
