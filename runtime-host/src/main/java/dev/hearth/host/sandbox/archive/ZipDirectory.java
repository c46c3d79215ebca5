package dev.hearth.host.sandbox.archive;

import static dev.hearth.host.sandbox.archive.ZipBytes.u16;
import static dev.hearth.host.sandbox.archive.ZipBytes.u32;

import dev.hearth.host.config.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the central directory of an archive; APPNOTE 6.3.10, section 4.3.12. */
final class ZipDirectory {

  /** Far more than 20,000 sensible entries need. */
  private static final ByteSize LARGEST = ByteSize.mebibytes(32);

  private static final int SIGNATURE = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int ZIP64_EXTRA = 1;
  private static final long IN_EXTRA = 0xFFFF_FFFFL;

  private ZipDirectory() {}

  /**
   * All entries in the order of the directory.
   *
   * @param mostEntries beyond which the archive is refused
   */
  static List<ArchiveEntry> read(ZipBytes bytes, int mostEntries)
      throws IOException, MalformedArchiveException {
    ZipEnd end = ZipEnd.find(bytes);
    if (end.entries() > mostEntries) {
      throw new MalformedArchiveException(
          "it holds %d entries, %d are allowed".formatted(end.entries(), mostEntries));
    }
    if (end.size() > LARGEST.bytes()) {
      throw new MalformedArchiveException("its directory is larger than " + LARGEST);
    }
    ByteBuffer directory = bytes.read(end.offset(), (int) end.size());
    List<ArchiveEntry> entries = new ArrayList<>();
    while (directory.hasRemaining()) {
      entries.add(next(directory));
    }
    if (entries.size() != end.entries()) {
      throw new MalformedArchiveException(
          "it says that it holds %d entries, but its directory lists %d: build it again"
              .formatted(end.entries(), entries.size()));
    }
    return entries;
  }

  private static ArchiveEntry next(ByteBuffer directory) throws MalformedArchiveException {
    int at = directory.position();
    if (directory.remaining() < HEADER_BYTES || directory.getInt(at) != SIGNATURE) {
      throw damaged();
    }
    int nameBytes = u16(directory, at + 28);
    int extraBytes = u16(directory, at + 30);
    int all = HEADER_BYTES + nameBytes + extraBytes + u16(directory, at + 32);
    if (all > directory.remaining()) {
      throw damaged();
    }
    directory.position(at + all);
    byte[] name = new byte[nameBytes];
    directory.get(at + HEADER_BYTES, name);
    ByteBuffer extra =
        directory.slice(at + HEADER_BYTES + nameBytes, extraBytes).order(directory.order());
    ArchiveEntry entry =
        new ArchiveEntry(
            new String(name, StandardCharsets.UTF_8),
            u16(directory, at + 8),
            u16(directory, at + 10),
            u32(directory, at + 16),
            u32(directory, at + 20),
            u32(directory, at + 24),
            u32(directory, at + 42));
    return withZip64(entry, extra);
  }

  /** Section 4.5.3: only the fields that are all ones stand in the extra block, in this order. */
  private static ArchiveEntry withZip64(ArchiveEntry entry, ByteBuffer extra)
      throws MalformedArchiveException {
    if (entry.bytes() != IN_EXTRA
        && entry.compressedBytes() != IN_EXTRA
        && entry.offset() != IN_EXTRA) {
      return entry;
    }
    ByteBuffer wide = zip64Block(extra);
    long size = entry.bytes() == IN_EXTRA ? wideNumber(wide) : entry.bytes();
    long compressed =
        entry.compressedBytes() == IN_EXTRA ? wideNumber(wide) : entry.compressedBytes();
    long offset = entry.offset() == IN_EXTRA ? wideNumber(wide) : entry.offset();
    return new ArchiveEntry(
        entry.name(), entry.flags(), entry.method(), entry.crc(), compressed, size, offset);
  }

  private static ByteBuffer zip64Block(ByteBuffer extra) throws MalformedArchiveException {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int size = Short.toUnsignedInt(extra.getShort());
      if (size > extra.remaining()) {
        throw damaged();
      }
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), size).order(extra.order());
      }
      extra.position(extra.position() + size);
    }
    throw damaged();
  }

  private static long wideNumber(ByteBuffer wide) throws MalformedArchiveException {
    if (wide.remaining() < 8) {
      throw damaged();
    }
    long number = wide.getLong();
    if (number < 0) {
      throw damaged();
    }
    return number;
  }

  private static MalformedArchiveException damaged() {
    return new MalformedArchiveException("its directory is damaged: build and upload it again");
  }
}
