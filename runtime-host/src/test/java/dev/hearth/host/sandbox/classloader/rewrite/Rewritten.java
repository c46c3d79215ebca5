package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.fixture.FunctionJar;
import dev.hearth.host.registry.Permissions;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.guard.Kill;
import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.guard.view.Premises;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loads rewritten classes as the sandbox would and runs their static methods. Its own test's thread
 * uses it, and those that the test starts.
 */
final class Rewritten extends ClassLoader implements Scope.Holder {

  private final Map<String, byte[]> classes = new TreeMap<>();
  private final List<Long> allocations = Collections.synchronizedList(new ArrayList<>());
  private final Scope scope;
  private volatile boolean ended;
  private volatile long largest = Long.MAX_VALUE;

  Rewritten(Map<String, byte[]> raw, Rules rules) {
    super("rewritten", Rewritten.class.getClassLoader());
    scope = new Scope(new FakeWard());
    Rewriter rewriter = new Rewriter(rules, name -> Optional.ofNullable(raw.get(name + ".class")));
    raw.forEach((path, bytes) ->
        classes.put(path.replace(".class", "").replace('/', '.'), rewriter.rewrite(bytes)));
    classes.put(GuardClass.BINARY_NAME, GuardClass.bytes());
  }

  /** The class {@code T} with these members, without any rules. */
  static Rewritten of(String members) {
    return of(members, Rules.none());
  }

  static Rewritten of(String members, Rules rules) {
    return new Rewritten(compiled(members), rules);
  }

  static Map<String, byte[]> compiled(String members) {
    return FunctionJar.of(
            "T",
            "import java.util.*; import java.util.function.*; public class T { %s }"
                .formatted(members))
        .compiled();
  }

  private final class FakeWard implements Ward {

    @Override
    public boolean mustEnd() {
      return ended;
    }

    @Override
    public void allocating(long bytes) {
      allocations.add(bytes);
      if (bytes > largest) {
        throw new Kill("too large");
      }
    }

    @Override
    public void forbidden(String message) {}

    @Override
    public void log(String stream, byte[] bytes, int offset, int length) {}

    @Override
    public Path temp() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Premises premises() {
      return new Premises(
          "t@1",
          Rewritten.this,
          new ThreadGroup("t"),
          Path.of("t"),
          Path.of("host"),
          Map.of(),
          Permissions.usual(Policy.PRACTICAL),
          Rules.none());
    }
  }

  @Override
  public Scope scope() {
    return scope;
  }

  /** What was announced by array guards. */
  List<Long> allocations() {
    return allocations;
  }

  /** Nothing larger may be allocated. */
  Rewritten atMost(long bytes) {
    largest = bytes;
    return this;
  }

  byte[] bytes(String name) {
    byte[] found = classes.get(name);
    if (found == null) {
      throw new IllegalArgumentException(name);
    }
    return found;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Calls a static method of {@code T}; what it throws comes out as it is. */
  Object call(String method, Object... arguments) throws Throwable {
    for (var candidate : loadClass("T").getDeclaredMethods()) {
      if (candidate.getName().equals(method)) {
        candidate.setAccessible(true);
        try {
          Object result = candidate.invoke(null, arguments);
          return result == null ? "null" : result;
        } catch (InvocationTargetException e) {
          throw e.getTargetException();
        }
      }
    }
    throw new NoSuchMethodException(method);
  }

  /** Raises the flag: from now on checks throw, on every thread. */
  void end() {
    ended = true;
    try {
      endAnother();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no guard", e);
    }
  }

  /** As if a call had ended that is none of the running ones. */
  void endAnother() throws ReflectiveOperationException {
    loadClass(GuardClass.BINARY_NAME).getField("k").setBoolean(null, true);
  }
}
