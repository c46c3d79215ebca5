package dev.hearth.host.sandbox.archive;

import static dev.hearth.host.sandbox.archive.ZipBytes.u16;
import static dev.hearth.host.sandbox.archive.ZipBytes.u32;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The record at the end of an archive that says where its directory is; APPNOTE 6.3.10, sections
 * 4.3.14 to 4.3.16.
 *
 * @param entries how many entries the directory has
 * @param offset where the directory begins
 * @param size how many bytes the directory has
 */
record ZipEnd(long entries, long offset, long size) {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int SIGNATURE = 0x06054b50;
  private static final int ZIP64_SIGNATURE = 0x06064b50;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int BYTES = 22;
  private static final int ZIP64_BYTES = 56;
  private static final int LOCATOR_BYTES = 20;
  private static final int LONGEST_COMMENT = 0xFFFF;

  /** Finds and reads the record; it must end where the file ends. */
  static ZipEnd find(ZipBytes bytes) throws IOException, MalformedArchiveException {
    requireArchive(bytes);
    int tailBytes = (int) Math.min(bytes.length(), BYTES + LONGEST_COMMENT);
    long tailStart = bytes.length() - tailBytes;
    ByteBuffer tail = bytes.read(tailStart, tailBytes);
    for (int at = tailBytes - BYTES; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE && u16(tail, at + 20) == tailBytes - BYTES - at) {
        return read(bytes, tail.slice(at, BYTES).order(tail.order()), tailStart + at);
      }
    }
    throw new MalformedArchiveException(
        "the archive is cut off, or something was added behind it: the directory that stands at"
            + " its end is missing; build and upload it again");
  }

  private static void requireArchive(ZipBytes bytes) throws IOException, MalformedArchiveException {
    ByteBuffer buffer = bytes.read(0, (int) Math.min(bytes.length(), ContentGuess.BYTES));
    int magic = buffer.remaining() < 4 ? 0 : buffer.getInt(0);
    if (magic != LOCAL_HEADER && magic != SIGNATURE) {
      byte[] start = new byte[buffer.remaining()];
      buffer.get(start);
      throw new MalformedArchiveException(
          "a JAR (a ZIP archive) is expected, this is " + ContentGuess.of(start));
    }
  }

  private static ZipEnd read(ZipBytes bytes, ByteBuffer end, long position)
      throws IOException, MalformedArchiveException {
    if (u16(end, 4) != u16(end, 6) || u16(end, 8) != u16(end, 10)) {
      throw new MalformedArchiveException("the archive is split over several files: join them");
    }
    ZipEnd plain = new ZipEnd(u16(end, 10), u32(end, 16), u32(end, 12));
    boolean zip64 =
        plain.entries == 0xFFFF || plain.offset == 0xFFFF_FFFFL || plain.size == 0xFFFF_FFFFL;
    return zip64 && position >= LOCATOR_BYTES
        ? readZip64(bytes, plain, position)
        : plain.requireAdjacent(position);
  }

  private static ZipEnd readZip64(ZipBytes bytes, ZipEnd plain, long position)
      throws IOException, MalformedArchiveException {
    ByteBuffer locator = bytes.read(position - LOCATOR_BYTES, LOCATOR_BYTES);
    if (locator.getInt(0) != ZIP64_LOCATOR) {
      return plain.requireAdjacent(position);
    }
    long place = locator.getLong(8);
    ByteBuffer end = bytes.read(place, ZIP64_BYTES);
    if (end.getInt(0) != ZIP64_SIGNATURE) {
      throw new MalformedArchiveException("its ZIP64 end record is damaged: build it again");
    }
    return new ZipEnd(end.getLong(32), end.getLong(48), end.getLong(40)).requireAdjacent(place);
  }

  /** A directory that does not end where this record begins is not the one other readers see. */
  private ZipEnd requireAdjacent(long position) throws MalformedArchiveException {
    if (entries < 0 || offset < 0 || size < 0 || offset > position || size != position - offset) {
      throw new MalformedArchiveException(
          "its directory is not where the archive says: it is damaged, or something stands in"
              + " front of it (such as a start script); upload a plain JAR");
    }
    return this;
  }
}
