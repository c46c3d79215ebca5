package dev.hearth.host.sandbox.classloader.rewrite;

import dev.hearth.host.sandbox.classloader.guard.Scope;
import dev.hearth.host.sandbox.classloader.guard.Ward;
import dev.hearth.host.sandbox.classloader.policy.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Class files: refused with a sentence, or rewritten; and what the JVM verifies as it is, it
 * verifies rewritten. No code of the classes runs.
 */
public final class RewriterFuzz {

  private RewriterFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] rewritten;
    try {
      rewritten = new Rewriter(Rules.none(), RewriterFuzz::others).rewrite(data.clone());
    } catch (RewriteException refused) {
      if (refused.getMessage() == null || refused.getMessage().length() < 10) {
        throw new AssertionError("refused without a reason", refused);
      }
      return;
    }
    String name = ClassFile.of().parse(data).thisClass().asInternalName().replace('/', '.');
    if (new Loader(name, data).links()) {
      new Loader(name, rewritten).link();
    }
  }

  /** What the class path has, and the loader finds. */
  private static Optional<byte[]> others(String internalName) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Loader extends ClassLoader implements Scope.Holder {

    private final String name;
    private final byte[] bytes;

    Loader(String name, byte[] bytes) {
      super(getSystemClassLoader());
      this.name = name;
      this.bytes = bytes;
    }

    boolean links() {
      try {
        link();
        return true;
      } catch (LinkageError | SecurityException notByItself) {
        return false;
      }
    }

    /** HotSpot verifies a class before it lists its constructors. */
    void link() {
      defineClass(name, bytes, 0, bytes.length).getDeclaredConstructors();
    }

    @Override
    protected Class<?> findClass(String other) throws ClassNotFoundException {
      if (other.equals(GuardClass.BINARY_NAME)) {
        byte[] guard = GuardClass.bytes();
        return defineClass(other, guard, 0, guard.length);
      }
      throw new ClassNotFoundException(other);
    }

    @Override
    public Scope scope() {
      return new Scope(
          (Ward)
              Proxy.newProxyInstance(
                  Ward.class.getClassLoader(), new Class<?>[] {Ward.class}, (_, _, _) -> false));
    }
  }
}
