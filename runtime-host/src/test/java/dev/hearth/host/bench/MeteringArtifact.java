package dev.hearth.host.bench;

import dev.hearth.bench.kernel.Jackson;
import dev.hearth.host.registry.Policy;
import dev.hearth.host.sandbox.classloader.policy.RuleTable;
import dev.hearth.host.sandbox.classloader.rewrite.GuardClass;
import dev.hearth.host.sandbox.classloader.rewrite.Rewriter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.math3.complex.Complex;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kernels and the libraries that they use.
 *
 * @param classes class files by the name of their entry
 */
record MeteringArtifact(Map<String, byte[]> classes) {

  private static final List<Class<?>> LIBRARIES =
      List.of(
          Complex.class,
          JsonMapper.class,
          JsonParser.class,
          com.fasterxml.jackson.annotation.JsonProperty.class);

  /** Where the kernels are; not in a package of the host, which would be refused. */
  static final String PACKAGE = Jackson.class.getPackageName();

  /** The kernels' names, in the order of the table. */
  private static final List<String> KERNELS =
      List.of(
          "Ints",
          "Matrix",
          "Lcg",
          "Planets",
          "OwnJson",
          "Fib",
          "Streams",
          "Sha256",
          "Jackson",
          "Decomposition",
          "Sort");

  /** Those that {@code BENCH_KERNELS} names, with blanks between; all if it is not set. */
  static List<String> kernels() {
    String chosen = System.getenv("BENCH_KERNELS");
    if (chosen == null) {
      return KERNELS;
    }
    List<String> names = List.of(chosen.strip().split("\\s+"));
    if (!KERNELS.containsAll(names)) {
      throw new IllegalArgumentException("BENCH_KERNELS may name any of " + KERNELS);
    }
    return names;
  }

  /** As the compilers made them; read from the class path. */
  static MeteringArtifact plain() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    String directory = PACKAGE.replace('.', '/');
    try (Stream<Path> files = Files.list(origin(Jackson.class).resolve(directory))) {
      for (Path file : files.toList()) {
        classes.put(directory + "/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    for (Class<?> library : LIBRARIES) {
      try (JarFile jar = new JarFile(origin(library).toFile())) {
        for (ZipEntry entry : jar.stream().filter(MeteringArtifact::isClass).toList()) {
          classes.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return new MeteringArtifact(classes);
  }

  /** Rewritten as at a deployment whose manifest says nothing, and with the guard class. */
  MeteringArtifact rewritten() {
    Rewriter rewriter = new Rewriter(RuleTable.of(Policy.PRACTICAL), this::classFile);
    Map<String, byte[]> rewritten = new TreeMap<>();
    classes.forEach((name, bytes) -> rewritten.put(name, rewriter.rewrite(bytes)));
    rewritten.put(GuardClass.NAME + ".class", GuardClass.bytes());
    return new MeteringArtifact(rewritten);
  }

  private Optional<byte[]> classFile(String internalName) {
    return Optional.ofNullable(classes.get(internalName + ".class"));
  }

  /** Writes the classes as a JAR. */
  void write(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static boolean isClass(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".class")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.class");
  }

  private static Path origin(Class<?> type) throws IOException {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(type + " comes from nowhere", e);
    }
  }
}
