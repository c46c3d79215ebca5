package dev.hearth.host.sandbox.archive;

import dev.hearth.host.config.Problem;
import dev.hearth.host.sandbox.ArtifactRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The one reader of ZIP archives in this host. Used by one thread. It goes by the central
 * directory, refuses an entry whose local header says something else, and believes no size.
 */
public final class ArchiveReader implements AutoCloseable {

  private final ZipBytes bytes;
  private final List<ArchiveEntry> entries;

  private ArchiveReader(ZipBytes bytes, List<ArchiveEntry> entries) {
    this.bytes = bytes;
    this.entries = List.copyOf(entries);
  }

  /**
   * Opens an archive and reads its directory.
   *
   * @param mostEntries beyond which it is refused
   * @throws MalformedArchiveException if it is no archive or its directory cannot be read
   * @throws IOException if the disk fails
   */
  public static ArchiveReader open(Path file, int mostEntries)
      throws IOException, MalformedArchiveException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      ZipBytes bytes = new ZipBytes(channel, channel.size());
      return new ArchiveReader(bytes, ZipDirectory.read(bytes, mostEntries));
    } catch (IOException | MalformedArchiveException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * One entry of an archive that is not checked yet, as UTF-8: for the manifest, which has to be
   * known before anything is prepared.
   *
   * @param maxBytes how large the entry may be
   * @return empty if there is no such entry
   * @throws ArtifactRefusedException if the archive or the entry cannot be read
   */
  public static Optional<String> text(Path file, String entry, int maxBytes)
      throws ArtifactRefusedException {
    try (ArchiveReader reader = open(file, ArchiveLimits.defaults().entries())) {
      Optional<ArchiveEntry> found =
          reader.entries.stream().filter(e -> e.name().equals(entry)).findFirst();
      return found.isEmpty() ? Optional.empty() : Optional.of(reader.text(found.get(), maxBytes));
    } catch (MalformedArchiveException e) {
      throw new ArtifactRefusedException(List.of(new Problem("", e.what())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(ArchiveEntry entry, int maxBytes)
      throws ArtifactRefusedException, IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(entry, maxBytes)))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused(entry, "it is not UTF-8 text: save it as UTF-8");
    } catch (MalformedArchiveException e) {
      throw refused(entry, e.what());
    }
  }

  private static ArtifactRefusedException refused(ArchiveEntry entry, String what) {
    return new ArtifactRefusedException(List.of(new Problem(Printable.of(entry.name()), what)));
  }

  /** All entries, in the order of the directory; none is checked. */
  public List<ArchiveEntry> entries() {
    return entries;
  }

  /**
   * The content of a small entry.
   *
   * @throws MalformedArchiveException if it is larger than {@code maxBytes} or broken
   */
  public byte[] bytes(ArchiveEntry entry, int maxBytes)
      throws IOException, MalformedArchiveException {
    if (entry.bytes() > maxBytes) {
      throw new MalformedArchiveException(
          "it holds %d bytes, %d are allowed".formatted(entry.bytes(), maxBytes));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.bytes());
    copy(entry, content::write);
    return content.toByteArray();
  }

  /**
   * Streams the content of an entry out, and proves its size and its CRC-32 on the way.
   *
   * @throws MalformedArchiveException if it is encrypted, compressed in a way unknown here, or not
   *     what its header says
   */
  public void copy(ArchiveEntry entry, ContentSink sink)
      throws IOException, MalformedArchiveException {
    new EntryContent(bytes, entry).copy(sink);
  }

  @Override
  public void close() throws IOException {
    bytes.channel().close();
  }
}
