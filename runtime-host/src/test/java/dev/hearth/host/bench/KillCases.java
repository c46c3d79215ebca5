package dev.hearth.host.bench;

import dev.hearth.host.fixture.FunctionJar;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions that never end by themselves, each in a way of its own. */
final class KillCases {

  private KillCases() {}

  /** Those that run code of the function, by name. */
  static Map<String, String> inFunctionCode() {
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put("empty-loop", "while (true) {}");
    cases.put(
        "counted-loop",
        "for (long r = 0; ; r++) for (int i = 0; i < Integer.MAX_VALUE; i++) n += i;");
    cases.put(
        "array-loop",
        "int[] a = new int[1000]; while (true) for (int i = 0; i < a.length; i++) a[i] += i;");
    cases.put("volatile-loop", "while (true) v++;");
    cases.put("catch-all", "for (;;) try { n++; } catch (Throwable t) { n--; }");
    cases.put("finally-loop", "try { while (true) n++; } finally { while (true) n--; }");
    cases.put(
        "nested-catch",
        "for (;;) try { try { throw new Exception(); } finally { n++; } } catch (Throwable t) { n++; }");
    cases.put(
        "synchronized",
        "Object o = new Object(); while (true) synchronized (o) { try { n++; } catch (Throwable t) { n--; } }");
    cases.put("recursion", "while (true) n += fib(60);");
    cases.put("call-tree", "while (true) n += fib(45) + fib(44);");
    cases.put("stack-overflow", "for (;;) try { deep(0); } catch (Throwable t) { n++; }");
    cases.put(
        "sleep-catch",
        "for (;;) try { Thread.sleep(1000); } catch (InterruptedException e) { n++; }");
    cases.put("park", "for (;;) java.util.concurrent.locks.LockSupport.park();");
    cases.put(
        "wait",
        "Object o = new Object(); synchronized (o) { for (;;) try { o.wait(); } catch (InterruptedException e) { n++; } }");
    cases.put("lambda", "Runnable r = () -> { while (true) n++; }; r.run();");
    return cases;
  }

  /** Those that run code of the platform without code of the function for a long time. */
  static Map<String, String> inPlatformCode() {
    Map<String, String> cases = new LinkedHashMap<>();
    cases.put(
        "regex",
        "java.util.regex.Pattern.compile(\"(x+x+)+\\\\1y\").matcher(\"x\".repeat(60)).find();");
    cases.put("big-pow", "java.math.BigInteger.valueOf(3).pow(30_000_000).bitLength();");
    cases.put(
        "big-multiply",
        "var b = java.math.BigInteger.ONE.shiftLeft(20_000_000).subtract(java.math.BigInteger.ONE); while (true) n += b.multiply(b).bitLength();");
    cases.put(
        "nested-hash",
        "List<Object> l = new ArrayList<>(); for (int i = 0; i < 60; i++) { List<Object> m = new ArrayList<>(); m.add(l); m.add(l); l = m; } l.hashCode();");
    cases.put(
        "stream",
        "n += java.util.stream.LongStream.range(0, Long.MAX_VALUE).map(Math::abs).sum();");
    cases.put(
        "stream-sort",
        "n += java.util.stream.Stream.iterate(1, i -> i + 1).mapToInt(Integer::intValue).filter(i -> i < 0).findFirst().orElse(0);");
    cases.put(
        "sort",
        "int[] a = new int[4_000_000]; while (true) { for (int i = 0; i < a.length; i++) a[i] = i * 7919; Arrays.sort(a); }");
    cases.put(
        "deflate",
        "byte[] b = new byte[8_000_000]; new Random(1).nextBytes(b); byte[] o = new byte[9_000_000]; while (true) { var d = new java.util.zip.Deflater(9); d.setInput(b); d.finish(); n += d.deflate(o); d.end(); }");
    cases.put("join", "new java.util.concurrent.CompletableFuture<String>().join();");
    cases.put(
        "lock",
        "var l = new java.util.concurrent.locks.ReentrantLock(); Thread t = new Thread(() -> { l.lock(); java.util.concurrent.locks.LockSupport.park(); }); t.start(); while (!l.isLocked()) Thread.onSpinWait(); l.lock();");
    return cases;
  }

  /** A public function whose handler is {@code body}, which may use {@code n}, a static long. */
  static byte[] function(String body, String memory) {
    return FunctionJar.of(
            "com.acme.Endless",
            """
            package com.acme;
            import dev.hearth.function.*;
            import java.util.*;
            public class Endless implements HttpFunction {
              static long n;
              static volatile long v;
              static long fib(int i) { return i < 2 ? i : fib(i - 1) + fib(i - 2); }
              static void deep(long i) { deep(i + 1); n++; }
              public HttpResponse handle(HttpRequest request, Context context) throws Exception {
                if (n == 0) { %s }
                return HttpResponse.text("" + n);
              }
            }
            """
                .formatted(body))
        .entry(
            "META-INF/hearth.yaml",
            "auth: public\ntimeout: {run: 60ms}\nbudget: {memory: %s}\n".formatted(memory))
        .bytes();
  }
}
