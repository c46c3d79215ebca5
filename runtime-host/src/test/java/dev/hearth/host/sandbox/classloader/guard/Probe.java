package dev.hearth.host.sandbox.classloader.guard;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Stand-ins for the tests of the rewriter; what they see they announce as allocations. */
public final class Probe {

  private Probe() {}

  /** For a static method. */
  public static long nanoTime(Scope scope) {
    return 42;
  }

  /** For a method of an object. */
  public static String repeat(String text, int count, Scope scope) {
    return text + "*" + count;
  }

  /** For a method that subclasses inherit. */
  public static String getName(Thread thread, Scope scope) {
    return "stand-in";
  }

  /** For a method that subclasses inherit, with a bridge to another type. */
  public static CompletableFuture<Void> thenRunAsync(
      CompletableFuture<?> future, Runnable work, Scope scope) {
    scope.allocating(9);
    return new CompletableFuture<>();
  }

  /** For a method that interfaces give. */
  public static Stream<Object> parallelStream(Collection<?> collection, Scope scope) {
    return Stream.of("stand-in");
  }

  /** Before a method that subclasses inherit. */
  public static void before(Thread thread, Scope scope) {
    scope.allocating(7);
  }

  /** For what a method gave. */
  public static String filter(String given, Scope scope) {
    return given + "!";
  }

  /** For a field. */
  public static PrintStream out(Scope scope) {
    scope.allocating(1);
    return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** For a constructor. */
  public static Random random(long seed, Scope scope) {
    return new Random(7);
  }

  /** Before a static method with arguments of several sizes. */
  public static void before(long a, int b, Scope scope) {
    scope.allocating(a * 10 + b);
  }

  /** Before a method of an object. */
  public static void before(StringBuilder text, int index, Scope scope) {
    scope.allocating(text.length() * 100L + index);
  }

  /** Before a constructor. */
  public static void before(String path, Scope scope) {
    scope.allocating(path.length());
    if (path.startsWith("/")) {
      throw Refusals.refuse(path, "", scope);
    }
  }

  /** After a constructor; of its very class. */
  @SuppressWarnings("NonApiType")
  public static void after(ArrayList<Object> made, Scope scope) {
    made.add("seen");
  }

  /** After a method that gives an object. */
  public static void after(String given, Scope scope) {
    scope.allocating(given.length());
  }

  /** After a method that gives a long. */
  public static void after(long given, Scope scope) {
    scope.allocating(given);
  }

  /** After a method that gives nothing. */
  public static void after(Scope scope) {
    scope.allocating(5);
  }
}
