package dev.hearth.host.sandbox.classloader.rewrite.corpus;

import dev.hearth.host.sandbox.classloader.policy.Rules;
import dev.hearth.host.sandbox.classloader.rewrite.GuardClass;
import dev.hearth.host.sandbox.classloader.rewrite.RewriteException;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Class files by their names in the form {@code com/acme/Hello}.
 *
 * @param byName not to be written to, nor the arrays
 */
record ClassFiles(Map<String, byte[]> byName) {

  private static final String SUFFIX = ".class";

  /** All classes of some JARs but those for particular versions of Java. */
  static ClassFiles of(List<Path> jars) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        for (ZipEntry entry : jar.stream().filter(ClassFiles::isClass).toList()) {
          String name = entry.getName();
          classes.putIfAbsent(
              name.substring(0, name.length() - SUFFIX.length()),
              jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return new ClassFiles(classes);
  }

  /** The JAR that a class comes from. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(type + " comes from nowhere", e);
    }
  }

  private static boolean isClass(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(SUFFIX)
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }

  /** One class, if it is there. */
  Optional<byte[]> find(String internalName) {
    return Optional.ofNullable(byName.get(internalName));
  }

  /** The same with another version of one class. */
  ClassFiles with(String internalName, byte[] bytes) {
    Map<String, byte[]> classes = new TreeMap<>(byName);
    classes.put(internalName, bytes);
    return new ClassFiles(classes);
  }

  /** One class rewritten without a policy. */
  byte[] rewritten(String internalName) {
    return new Rewriter(Rules.none(), this::find).rewrite(find(internalName).orElseThrow());
  }

  /** Every class rewritten without a policy, and the guard class. */
  Rewriting rewritten() {
    Rewriter rewriter = new Rewriter(Rules.none(), this::find);
    Map<String, byte[]> rewritten = new TreeMap<>();
    List<String> refused = new ArrayList<>();
    byName.forEach((name, bytes) -> {
      try {
        rewritten.put(name, rewriter.rewrite(bytes));
      } catch (RewriteException e) {
        refused.add(name + ": " + e.getMessage());
      }
    });
    rewritten.put(GuardClass.NAME, GuardClass.bytes());
    return new Rewriting(new ClassFiles(rewritten), refused);
  }

  /** The classes that could be rewritten, and what was said about the others. */
  record Rewriting(ClassFiles classes, List<String> refused) {}
}
