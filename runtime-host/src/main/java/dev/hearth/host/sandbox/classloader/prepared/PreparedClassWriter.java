package dev.hearth.host.sandbox.classloader.prepared;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the file that {@link PreparedJar} maps; used by one thread. All numbers are big-endian:
 *
 * <pre>
 * class files      one behind the other
 * table            per class, sorted by hash and name: hash, place and length of the name,
 *                  element, place and length of the class file; six ints
 * names            UTF-8, one behind the other
 * elements         four strings each
 * trailer          places of table, names and elements; numbers of classes and elements; magic
 * </pre>
 */
final class PreparedClassWriter implements AutoCloseable {

  static final int MAGIC = 0x48504A31;
  static final int ROW_BYTES = 24;
  static final int TRAILER_BYTES = 24;

  /** Places are ints. */
  private static final long LARGEST = Integer.MAX_VALUE - (1L << 26);

  private static final Comparator<Row> BY_HASH =
      Comparator.comparingInt(Row::hash).thenComparing(Row::nameBytes, Arrays::compareUnsigned);

  private final DataOutputStream out;
  private final List<Row> rows = new ArrayList<>();

  PreparedClassWriter(Path file) throws IOException {
    out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 64 * 1024));
  }

  /** Adds a class; the caller sees to it that each name comes once. */
  void add(String name, int element, byte[] classFile) throws IOException {
    if (out.size() > LARGEST - classFile.length) {
      throw new IOException("the classes together are larger than 2 GiB");
    }
    rows.add(new Row(name, element, out.size(), classFile.length));
    out.write(classFile);
  }

  /** How many classes there are. */
  int count() {
    return rows.size();
  }

  /** Writes everything behind the class files. */
  void finish(List<PreparedJar.Element> elements) throws IOException {
    rows.sort(BY_HASH);
    int table = out.size();
    int nameAt = 0;
    for (Row row : rows) {
      out.writeInt(row.hash());
      out.writeInt(nameAt);
      out.writeInt(row.nameBytes().length);
      out.writeInt(row.element);
      out.writeInt(row.at);
      out.writeInt(row.length);
      nameAt += row.nameBytes().length;
    }
    int names = out.size();
    for (Row row : rows) {
      out.write(row.nameBytes());
    }
    int described = out.size();
    for (PreparedJar.Element element : elements) {
      out.writeUTF(element.name());
      out.writeUTF(element.implementationTitle());
      out.writeUTF(element.implementationVersion());
      out.writeUTF(element.implementationVendor());
    }
    out.writeInt(table);
    out.writeInt(names);
    out.writeInt(described);
    out.writeInt(rows.size());
    out.writeInt(elements.size());
    out.writeInt(MAGIC);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private record Row(String name, int element, int at, int length) {

    int hash() {
      return name.hashCode();
    }

    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.UTF_8);
    }
  }
}
