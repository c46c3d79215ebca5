package dev.hearth.host.sandbox.classloader.prepared;

import dev.hearth.host.sandbox.archive.EntryNames;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The prepared form of one artifact, open for loading; each instance opens its own. Safe for use by
 * several threads: nothing in it changes but that it is closed.
 *
 * <p>The class file store is mapped, not read: an interrupt of a loading thread does no harm, as it
 * would to a channel, and all instances share the memory. The mapping ends when this object is
 * collected, because ending it at once stops all threads for a moment (0.7 ms with 1,000 threads,
 * where opening takes 0.03 ms).
 */
public final class PreparedJar implements AutoCloseable {

  static final String CLASSES = "classes.bin";
  static final String ROOT = "root";
  static final String LIBRARIES = "lib";

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int LONGEST_NAME = 4096;

  private final MemorySegment file;
  private final Path directory;
  private final int table;
  private final int names;
  private final int count;
  private final List<Element> elements;
  private volatile boolean closed;

  private PreparedJar(Path directory, MemorySegment file) throws IOException {
    this.directory = directory;
    this.file = file;
    long trailer = file.byteSize() - PreparedClassWriter.TRAILER_BYTES;
    if (trailer < 0 || file.get(INT, trailer + 20) != PreparedClassWriter.MAGIC) {
      throw new IOException(directory + " is damaged: delete it and deploy the function again");
    }
    this.table = file.get(INT, trailer);
    this.names = file.get(INT, trailer + 4);
    this.count = file.get(INT, trailer + 12);
    int described = file.get(INT, trailer + 8);
    this.elements =
        elements(
            file.asSlice(described, trailer - described).toArray(ValueLayout.JAVA_BYTE),
            file.get(INT, trailer + 16));
  }

  /** Maps the prepared form in {@code directory}. */
  static PreparedJar open(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(directory.resolve(CLASSES), StandardOpenOption.READ)) {
      return new PreparedJar(
          directory, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }
  }

  private static List<Element> elements(byte[] bytes, int count) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    List<Element> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(new Element(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()));
    }
    return List.copyOf(elements);
  }

  /** Whether the artifact or one of its libraries has the class {@code com.acme.Hello}. */
  public boolean containsClass(String binaryName) {
    return row(binaryName).isPresent();
  }

  /** The class file to define the class from; no bytes if there is no such class. */
  public byte[] classBytes(String binaryName) {
    OptionalInt row = row(binaryName);
    return row.isEmpty()
        ? new byte[0]
        : file.asSlice(cell(row.getAsInt(), 4), cell(row.getAsInt(), 5))
            .toArray(ValueLayout.JAVA_BYTE);
  }

  /** The JAR that the class is from, for its package; empty if there is no such class. */
  public Optional<Element> elementOf(String binaryName) {
    OptionalInt row = row(binaryName);
    return row.isEmpty() ? Optional.empty() : Optional.of(elements.get(cell(row.getAsInt(), 3)));
  }

  /** The artifact, then its libraries in class path order. */
  public List<Element> elements() {
    return elements;
  }

  /**
   * Where a resource is, in class path order: a file, or a directory. The class files of libraries
   * are not among the resources; {@link #classBytes} has them.
   *
   * @param name in the form {@code com/acme/hello.txt}; one that is absolute or leaves its JAR
   *     finds nothing
   */
  public List<Path> resources(String name) {
    if (EntryNames.flaw(name, LONGEST_NAME).isPresent()) {
      return List.of();
    }
    try {
      List<Path> found = new ArrayList<>(1);
      for (int i = 0; i < elements.size(); i++) {
        Path resource = elementDirectory(directory, i).resolve(name);
        if (Files.exists(resource)) {
          found.add(resource);
        }
      }
      return List.copyOf(found);
    } catch (InvalidPathException notAFileName) {
      return List.of();
    }
  }

  /** Where an element is unpacked: the artifact is number 0. */
  static Path elementDirectory(Path directory, int element) {
    return element == 0
        ? directory.resolve(ROOT)
        : directory.resolve(LIBRARIES).resolve(Integer.toString(element));
  }

  /** The unpacked artifact; nobody may write there. */
  public Path root() {
    return elementDirectory(directory, 0);
  }

  /** How many classes there are. */
  public int classCount() {
    return count;
  }

  /** How large the class files are together. */
  public long classFileBytes() {
    return table;
  }

  /** Ends loading: whoever asks for a class after this gets {@link IllegalStateException}. */
  @Override
  public void close() {
    closed = true;
  }

  private OptionalInt row(String binaryName) {
    if (closed) {
      throw new IllegalStateException("the instance that loads classes from here is closed");
    }
    byte[] name = binaryName.getBytes(StandardCharsets.UTF_8);
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compare(cell(middle, 0), binaryName.hashCode());
      if (order == 0) {
        order = compareName(middle, name);
      }
      if (order == 0) {
        return OptionalInt.of(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  /** As {@code Arrays.compareUnsigned} does. */
  private int compareName(int row, byte[] name) {
    MemorySegment stored = file.asSlice((long) names + cell(row, 1), cell(row, 2));
    MemorySegment wanted = MemorySegment.ofArray(name);
    long at = stored.mismatch(wanted);
    if (at < 0) {
      return 0;
    }
    if (at >= stored.byteSize() || at >= wanted.byteSize()) {
      return Long.compare(stored.byteSize(), wanted.byteSize());
    }
    return Byte.compareUnsigned(
        stored.get(ValueLayout.JAVA_BYTE, at), wanted.get(ValueLayout.JAVA_BYTE, at));
  }

  private int cell(int row, int column) {
    return file.get(INT, table + (long) row * PreparedClassWriter.ROW_BYTES + 4L * column);
  }

  /**
   * One JAR on the class path of a function: the artifact itself or a library in it. What its
   * manifest does not say is empty.
   *
   * @param name empty for the artifact itself, {@code lib/x.jar} for a library
   * @param implementationTitle of the packages in it
   * @param implementationVersion of the packages in it
   * @param implementationVendor of the packages in it
   */
  public record Element(
      String name,
      String implementationTitle,
      String implementationVersion,
      String implementationVendor) {}
}
