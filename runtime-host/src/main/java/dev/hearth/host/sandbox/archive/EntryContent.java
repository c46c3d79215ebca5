package dev.hearth.host.sandbox.archive;

import static dev.hearth.host.sandbox.archive.ZipBytes.u16;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks one entry; used by one thread, once. APPNOTE 6.3.10, section 4.3.7. */
final class EntryContent {

  private static final int SIGNATURE = 0x04034b50;
  private static final int HEADER_BYTES = 30;
  private static final int CHUNK = 16 * 1024;

  private final ZipBytes bytes;
  private final ArchiveEntry entry;
  private final CRC32 crc = new CRC32();
  private long count;

  EntryContent(ZipBytes bytes, ArchiveEntry entry) {
    this.bytes = bytes;
    this.entry = entry;
  }

  void copy(ContentSink sink) throws IOException, MalformedArchiveException {
    if (entry.isEncrypted()) {
      throw new MalformedArchiveException("it is encrypted: pack it without a password");
    }
    long start = dataStart();
    if (entry.compressedBytes() > 0 || entry.bytes() > 0) {
      if (entry.method() == ArchiveEntry.STORED) {
        copyStored(start, sink);
      } else if (entry.method() == ArchiveEntry.DEFLATED) {
        inflate(start, sink);
      } else {
        throw new MalformedArchiveException(
            "it is compressed with method %d, which is not supported: pack it with deflate"
                .formatted(entry.method()));
      }
    }
    if (count != entry.bytes()) {
      throw new MalformedArchiveException(
          "it holds %d bytes, its header says %d: build the archive again"
              .formatted(count, entry.bytes()));
    }
    if (crc.getValue() != entry.crc()) {
      throw new MalformedArchiveException("its CRC is wrong: it is damaged, upload it again");
    }
  }

  private long dataStart() throws IOException, MalformedArchiveException {
    ByteBuffer header = bytes.read(entry.offset(), HEADER_BYTES);
    if (header.getInt(0) != SIGNATURE) {
      throw new MalformedArchiveException("its header is damaged: build and upload it again");
    }
    int nameBytes = u16(header, 26);
    ByteBuffer name = bytes.read(entry.offset() + HEADER_BYTES, nameBytes);
    if (!entry.name().equals(StandardCharsets.UTF_8.decode(name).toString())
        || u16(header, 8) != entry.method()) {
      throw new MalformedArchiveException(
          "its header says something else than the archive's directory: build it again");
    }
    return entry.offset() + HEADER_BYTES + nameBytes + u16(header, 28);
  }

  private void copyStored(long start, ContentSink sink)
      throws IOException, MalformedArchiveException {
    if (entry.compressedBytes() != entry.bytes()) {
      throw new MalformedArchiveException("its two sizes differ although it is not compressed");
    }
    for (long at = 0; at < entry.bytes(); at += CHUNK) {
      int length = (int) Math.min(CHUNK, entry.bytes() - at);
      deliver(bytes.read(start + at, length).array(), length, sink);
    }
  }

  private void inflate(long start, ContentSink sink) throws IOException, MalformedArchiveException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] out = new byte[CHUNK];
      long read = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int length = (int) Math.min(CHUNK, entry.compressedBytes() - read);
          if (length == 0) {
            throw new MalformedArchiveException("its compressed data ends too early");
          }
          inflater.setInput(bytes.read(start + read, length));
          read += length;
        }
        deliver(out, inflater.inflate(out), sink);
        if (inflater.needsDictionary()) {
          throw new MalformedArchiveException("its compressed data wants a dictionary");
        }
      }
      if (read != entry.compressedBytes() || inflater.getRemaining() > 0) {
        throw new MalformedArchiveException("something stands behind its compressed data");
      }
    } catch (DataFormatException e) {
      throw new MalformedArchiveException("its compressed data is damaged: upload it again");
    } finally {
      inflater.end();
    }
  }

  private void deliver(byte[] buffer, int length, ContentSink sink)
      throws IOException, MalformedArchiveException {
    count += length;
    if (count > entry.bytes()) {
      throw new MalformedArchiveException(
          "it holds more than the %d bytes that its header says: build the archive again"
              .formatted(entry.bytes()));
    }
    crc.update(buffer, 0, length);
    sink.accept(buffer, 0, length);
  }
}
