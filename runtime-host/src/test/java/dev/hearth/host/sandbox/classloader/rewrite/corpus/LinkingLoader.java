package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import java.util.Map;
import java.util.TreeMap;

/**
 * Has the JVM verify class files, without running any of their code. Beside them it sees the
 * platform and the guard. Used by one thread.
 */
final class LinkingLoader extends ClassLoader implements Scope.Holder {

  /** Nothing is held against a class. */
  static final String FINE = "fine";

  private final ClassFiles classes;
  private final Scope scope = new Scope(Ungoverned.ward());

  private LinkingLoader(ClassFiles classes) {
    super("linking", getPlatformClassLoader());
    this.classes = classes;
  }

  /** What the JVM holds against classes, by their names; not against a guard class. */
  static Map<String, String> failures(ClassFiles classes) {
    LinkingLoader loader = new LinkingLoader(classes);
    Map<String, String> failures = new TreeMap<>();
    for (String name : classes.byName().keySet()) {
      String outcome = loader.outcome(name);
      if (!outcome.equals(FINE)) {
        failures.put(name, outcome);
      }
    }
    return failures;
  }

  /** What the JVM holds against one class, or {@link #FINE}. */
  static String outcome(ClassFiles classes, String internalName) {
    return new LinkingLoader(classes).outcome(internalName);
  }

  private String outcome(String internalName) {
    try {
      link(Class.forName(internalName.replace('/', '.'), false, this));
      return FINE;
    } catch (LinkageError | ClassNotFoundException e) {
      return firstLine(e);
    }
  }

  /** HotSpot links, and so verifies, a class before it lists its constructors. */
  private static void link(Class<?> type) {
    var _ = type.getDeclaredConstructors().length;
  }

  private static String firstLine(Throwable e) {
    return e.toString().lines().findFirst().orElseThrow();
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(Scope.class.getPackageName() + ".")) {
      return Class.forName(name);
    }
    byte[] bytes =
        classes.find(name.replace('.', '/')).orElseThrow(() -> new ClassNotFoundException(name));
    return defineClass(name, bytes, 0, bytes.length);
  }
}
