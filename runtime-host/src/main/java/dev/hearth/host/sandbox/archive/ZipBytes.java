package dev.hearth.host.sandbox.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Bytes of an archive by position, in ZIP's little-endian order.
 *
 * @param channel open for reading; read only at given positions
 * @param length of the file when it was opened
 */
record ZipBytes(FileChannel channel, long length) {

  /** Exactly {@code count} bytes from {@code position}. */
  ByteBuffer read(long position, int count) throws IOException, MalformedArchiveException {
    if (position < 0 || count < 0 || position > length - count) {
      throw new MalformedArchiveException(
          "it points outside the archive, which is cut off or damaged: build and upload it again");
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the archive became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  static int u16(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  static long u32(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }
}
