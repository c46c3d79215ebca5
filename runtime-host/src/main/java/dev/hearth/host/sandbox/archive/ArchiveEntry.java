package dev.hearth.host.sandbox.archive;

/**
 * One entry as the archive's central directory describes it; nothing of it is to be trusted.
 *
 * @param name as written; a directory ends with a slash
 * @param flags general purpose bits
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param compressedBytes how many bytes it takes in the archive
 * @param bytes how many bytes it is said to hold
 * @param offset where its local header begins
 */
public record ArchiveEntry(
    String name, int flags, int method, long crc, long compressedBytes, long bytes, long offset) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return name.endsWith("/");
  }

  /** Whether its content needs a password: bits 0 and 6, and 13 for a masked directory. */
  boolean isEncrypted() {
    return (flags & 0x2041) != 0;
  }
}
