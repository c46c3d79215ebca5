package dev.hearth.host.sandbox.archive;

import dev.hearth.host.config.ByteSize;

/**
 * How much one upload may hold, archives inside it included.
 *
 * @param entries how many entries, and how many directories they may make
 * @param unpacked how many bytes when unpacked
 * @param ratio how many times larger than its compressed form an entry may become
 * @param ratioFrom unpacked size from which {@code ratio} applies
 * @param nameBytes how long the name of an entry may be, in UTF-8
 * @param nested how many archives inside the upload are read
 */
public record ArchiveLimits(
    int entries, ByteSize unpacked, int ratio, ByteSize ratioFrom, int nameBytes, int nested) {

  /** 20,000 entries, 512 MiB, 200 times from 1 MiB on, names of 1024 bytes, 500 libraries. */
  public static ArchiveLimits defaults() {
    return new ArchiveLimits(
        20_000, ByteSize.mebibytes(512), 200, ByteSize.mebibytes(1), 1024, 500);
  }
}
