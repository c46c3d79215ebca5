package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.sandbox.archive.ArchiveCheck;
import dev.hearth.host.sandbox.archive.ArchiveEntry;
import dev.hearth.host.sandbox.archive.ArchiveReader;
import dev.hearth.host.sandbox.archive.JarManifest;
import dev.hearth.host.sandbox.archive.MalformedArchiveException;
import dev.hearth.host.sandbox.archive.MultiRelease;
import dev.hearth.host.sandbox.archive.NameSpace;
import dev.hearth.host.sandbox.archive.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Unpacks one JAR, the artifact itself or a library, into a directory and gives its classes to the
 * {@link ClassCollector}. Used by one thread, once.
 */
final class JarUnpacker {

  /**
   * Of the shared APIs the one to warn of: the others are in many a JAR that was built for their
   * own hosts.
   */
  private static final String HEARTHS = "dev/hearth/function/";

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int LARGEST_MANIFEST = (int) ByteSize.mebibytes(8).bytes();
  private static final int LARGEST_POM_PROPERTIES = (int) ByteSize.kibibytes(64).bytes();
  private static final ByteSize LARGEST_CLASS = ByteSize.mebibytes(16);
  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  private static final Pattern POM_PROPERTIES =
      Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

  private final ArchiveCheck check;
  private final ClassCollector classes;
  private final AuditNotes notes;
  private final Target target;
  private final List<String> coordinates = new ArrayList<>();
  private int apiCopies;
  private int versioned;
  private boolean signed;

  /**
   * Which JAR it is and where it goes.
   *
   * @param number 0 for the artifact itself
   * @param name empty for the artifact itself, {@code lib/x.jar} for a library
   * @param directory exists
   */
  record Target(int number, String name, Path directory) {

    PreparedJar.Element element(JarManifest manifest) {
      return new PreparedJar.Element(
          name,
          manifest.implementation("Title"),
          manifest.implementation("Version"),
          manifest.implementation("Vendor"));
    }

    String within() {
      return name.isEmpty() ? "" : name + "!/";
    }
  }

  JarUnpacker(ArchiveCheck check, ClassCollector classes, AuditNotes notes, Target target) {
    this.check = check;
    this.classes = classes;
    this.notes = notes;
    this.target = target;
  }

  /** Unpacks everything that is sound; what is not is among the problems of the check. */
  PreparedJar.Element unpack(Path jar) throws IOException {
    Optional<ArchiveReader> opened = check.open(jar, target.within());
    if (opened.isEmpty()) {
      return target.element(JarManifest.none());
    }
    try (ArchiveReader reader = opened.get()) {
      List<ArchiveEntry> entries = check.entries(reader, target.within());
      JarManifest manifest = manifest(reader, entries);
      Map<ArchiveEntry, String> names = MultiRelease.names(entries, manifest.isMultiRelease());
      NameSpace taken = new NameSpace(Integer.MAX_VALUE);
      for (ArchiveEntry entry : entries) {
        String name = names.getOrDefault(entry, "");
        Optional<String> clash = name.isEmpty() ? Optional.empty() : taken.claim(name);
        if (clash.isPresent()) {
          problem(entry, clash.get());
        } else {
          versioned += name.isEmpty() || name.equals(entry.name()) ? 0 : 1;
          unpack(reader, entry, name);
        }
      }
      notes.jar(
          target.name(),
          manifest,
          new AuditNotes.JarContents(coordinates, apiCopies, versioned, signed));
      return target.element(manifest);
    }
  }

  private JarManifest manifest(ArchiveReader reader, List<ArchiveEntry> entries)
      throws IOException {
    Optional<ArchiveEntry> entry =
        entries.stream().filter(e -> e.name().equalsIgnoreCase(MANIFEST)).findFirst();
    if (entry.isEmpty()) {
      return JarManifest.none();
    }
    byte[] content;
    try {
      content = reader.bytes(entry.get(), LARGEST_MANIFEST);
    } catch (MalformedArchiveException e) {
      problem(entry.get(), e.what());
      return JarManifest.none();
    }
    try {
      return JarManifest.read(content);
    } catch (IOException | RuntimeException e) {
      problem(entry.get(), "it is not a manifest (" + e.getMessage() + "): build the JAR again");
      return JarManifest.none();
    }
  }

  private void unpack(ArchiveReader reader, ArchiveEntry entry, String name) throws IOException {
    try {
      if (name.isEmpty() || name.equals("module-info.class")) {
        check.read(reader, entry, target.within(), OutputStream.nullOutputStream());
      } else if (entry.isDirectory()) {
        check.read(reader, entry, target.within(), OutputStream.nullOutputStream());
        Files.createDirectories(place(name));
      } else if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
        unpackClass(reader, entry, name);
      } else {
        unpackFile(reader, entry, name);
      }
    } catch (FileAlreadyExistsException | InvalidPathException e) {
      problem(entry, "the host's file system cannot keep this name beside the others: rename it");
    }
  }

  private void unpackClass(ArchiveReader reader, ArchiveEntry entry, String name)
      throws IOException {
    if (entry.bytes() > LARGEST_CLASS.bytes()) {
      problem(entry, "a class file larger than " + LARGEST_CLASS + " is not taken");
      return;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.bytes());
    if (!check.read(reader, entry, target.within(), content)) {
      return;
    }
    byte[] classFile = content.toByteArray();
    switch (classes.take(name, where(entry), target.number(), classFile)) {
      case ClassCollector.Taken.Kept() -> write(name, classFile);
      case ClassCollector.Taken.Shadowed() -> {
        notes.shadowedClass();
        write(name, classFile);
      }
      case ClassCollector.Taken.ApiCopy() -> apiCopies += name.startsWith(HEARTHS) ? 1 : 0;
      case ClassCollector.Taken.Refused(String why) -> problem(entry, why);
    }
  }

  /** Only the artifact's own: a thousand small files of a library would take a second. */
  private void write(String name, byte[] classFile) throws IOException {
    if (target.number() == 0) {
      Files.write(place(name), classFile, StandardOpenOption.CREATE_NEW);
    }
  }

  private void unpackFile(ArchiveReader reader, ArchiveEntry entry, String name)
      throws IOException {
    signed |= SIGNATURE.matcher(name).matches();
    Path file = place(name);
    boolean sound;
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      sound = check.read(reader, entry, target.within(), out);
    }
    if (sound
        && entry.bytes() <= LARGEST_POM_PROPERTIES
        && POM_PROPERTIES.matcher(name).matches()) {
      AuditNotes.coordinates(Files.readAllBytes(file)).ifPresent(coordinates::add);
    }
  }

  /** The names are checked already; this is the second lock on the door. */
  private Path place(String name) throws IOException {
    Path place = target.directory().resolve(name).normalize();
    if (!place.startsWith(target.directory())) {
      throw new IOException("an entry leaves its directory: " + name);
    }
    Files.createDirectories(place.getParent());
    return place;
  }

  private String where(ArchiveEntry entry) {
    return Printable.of(target.within() + entry.name());
  }

  private void problem(ArchiveEntry entry, String what) {
    check.problem(target.within(), entry, what);
  }
}
