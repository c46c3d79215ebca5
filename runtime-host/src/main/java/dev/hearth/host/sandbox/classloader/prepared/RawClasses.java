package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.sandbox.classloader.rewrite.ClassSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of one artifact as it brought them, in a file that is deleted when this is closed:
 * rewriting one may need any other, and a large artifact has more than ought to be in memory. Used
 * by one thread.
 */
final class RawClasses implements ClassSource, Closeable {

  private final Path path;
  private final RandomAccessFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  RawClasses(Path directory) throws IOException {
    path = Files.createTempFile(directory, "raw", ".classes");
    file = new RandomAccessFile(path.toFile(), "rw");
  }

  /**
   * One class.
   *
   * @param name in the form {@code com.acme.Hello}
   * @param element which JAR it is from
   * @param where its entry, for messages
   */
  record Entry(String name, int element, String where, long at, int length) {}

  /** Whether there is a class of that name, in the form {@code com.acme.Hello}. */
  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** Adds a class; the caller sees to it that each name comes once, and adds before it reads. */
  void add(String name, int element, String where, byte[] classFile) throws IOException {
    entries.put(name, new Entry(name, element, where, file.getFilePointer(), classFile.length));
    file.write(classFile);
  }

  /** All, in the order in which they were added. */
  Collection<Entry> entries() {
    return entries.values();
  }

  byte[] read(Entry entry) throws IOException {
    byte[] classFile = new byte[entry.length];
    file.seek(entry.at);
    file.readFully(classFile);
    return classFile;
  }

  /** Throws {@link UncheckedIOException} if the disk fails. */
  @Override
  public Optional<byte[]> classFile(String internalName) {
    Entry entry = entries.get(internalName.replace('/', '.'));
    try {
      return entry == null ? Optional.empty() : Optional.of(read(entry));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the classes of an artifact", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
