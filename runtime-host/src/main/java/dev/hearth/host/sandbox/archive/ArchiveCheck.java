package dev.hearth.host.sandbox.archive;

import dev.hearth.host.config.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks one upload, the archives inside it included, which share the limits. Used by one thread.
 * What is wrong goes into the {@link Problems} given; nothing is thrown but what the disk throws.
 *
 * <p>The parameter {@code within} is the place of the archive in the upload: empty for the upload
 * itself, {@code lib/x.jar!/} for a library.
 */
public final class ArchiveCheck {

  private final ArchiveLimits limits;
  private final Problems problems;
  private int entriesLeft;
  private int nestedLeft;
  private long unpacked;
  private boolean full;

  /** Nothing is read yet. */
  public ArchiveCheck(ArchiveLimits limits, Problems problems) {
    this.limits = limits;
    this.problems = problems;
    this.entriesLeft = limits.entries();
    this.nestedLeft = limits.nested();
  }

  /** Opens an archive; empty if it cannot be read as one. */
  public Optional<ArchiveReader> open(Path file, String within) throws IOException {
    if (!within.isEmpty() && nestedLeft-- <= 0) {
      problems.add(within, "the upload holds more than " + limits.nested() + " libraries");
      return Optional.empty();
    }
    try {
      ArchiveReader reader = ArchiveReader.open(file, entriesLeft);
      entriesLeft -= reader.entries().size();
      return Optional.of(reader);
    } catch (MalformedArchiveException e) {
      problems.add(Printable.of(within), e.what());
      return Optional.empty();
    }
  }

  /** The entries that may be read, after their names, places and sizes have been checked. */
  public List<ArchiveEntry> entries(ArchiveReader reader, String within) {
    NameSpace names = new NameSpace(limits.entries());
    List<ArchiveEntry> sound = new ArrayList<>();
    long declared = unpacked;
    for (ArchiveEntry entry : reader.entries()) {
      Optional<String> flaw =
          EntryNames.flaw(entry.name(), limits.nameBytes())
              .or(() -> names.claim(entry.name()))
              .or(() -> contentFlaw(entry));
      flaw.ifPresentOrElse(what -> problem(within, entry, what), () -> sound.add(entry));
      declared = Math.min(declared, Long.MAX_VALUE - entry.bytes()) + entry.bytes();
    }
    refuseOverlaps(sound, within);
    if (declared > limits.unpacked().bytes()) {
      fill();
    }
    return full ? List.of() : List.copyOf(sound);
  }

  private static Optional<String> contentFlaw(ArchiveEntry entry) {
    return entry.isDirectory() && entry.bytes() > 0
        ? Optional.of("it is a folder, yet it has content")
        : Optional.empty();
  }

  private void refuseOverlaps(List<ArchiveEntry> entries, String within) {
    List<ArchiveEntry> byOffset = new ArrayList<>(entries);
    byOffset.sort(Comparator.comparingLong(ArchiveEntry::offset));
    for (int i = 1; i < byOffset.size(); i++) {
      ArchiveEntry before = byOffset.get(i - 1);
      ArchiveEntry entry = byOffset.get(i);
      if (entry.offset() - before.offset() < before.compressedBytes()) {
        problem(within, entry, "it overlaps another entry: build the archive again");
      }
    }
  }

  /**
   * Streams one entry out and checks it on the way.
   *
   * @return whether it is sound; if not, {@code out} has got a part of it
   */
  public boolean read(ArchiveReader reader, ArchiveEntry entry, String within, OutputStream out)
      throws IOException {
    if (full) {
      return false;
    }
    long before = unpacked;
    try {
      reader.copy(
          entry,
          (buffer, offset, length) -> {
            unpacked += length;
            check(entry, unpacked - before);
            out.write(buffer, offset, length);
          });
      return true;
    } catch (MalformedArchiveException e) {
      problem(within, entry, e.what());
      return false;
    }
  }

  private void check(ArchiveEntry entry, long count) throws MalformedArchiveException {
    if (unpacked > limits.unpacked().bytes()) {
      fill();
      throw new MalformedArchiveException("the limit is reached here");
    }
    if (count > limits.ratioFrom().bytes() && count / limits.ratio() > entry.compressedBytes()) {
      throw new MalformedArchiveException(
          "it unpacks to more than %d times its compressed size".formatted(limits.ratio()));
    }
  }

  private void fill() {
    if (!full) {
      full = true;
      problems.add(
          "",
          "it unpacks to more than " + limits.unpacked() + ": leave out what is not" + " needed");
    }
  }

  /** Notes a problem with an entry. */
  public void problem(String within, ArchiveEntry entry, String what) {
    problems.add(Printable.of(within + entry.name()), what);
  }

  /** How many bytes were unpacked so far. */
  public long unpackedBytes() {
    return unpacked;
  }
}
