package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks for damage in the log of a store that was not closed. SQLite reads a log up to the first
 * frame that does not fit and passes over the rest in silence, which is right for the end of a
 * write that was cut off, and wrong for a log whose middle was damaged. Used by one thread.
 *
 * <p>Each commit is synced before the next begins, so at most the last one can be cut off: when
 * frames of this log follow a commit that lies behind the first frame that does not fit, something
 * that was acknowledged has been damaged.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">The Write-Ahead
 *     Log</a>: its header, its frames, their salts and checksums
 */
final class WalCheck {

  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 24;
  private static final int MAGIC = 0x377f0682;
  private static final int LARGEST_PAGE = 65_536;

  private final Path wal;
  private int sum1;
  private int sum2;

  private WalCheck(Path wal) {
    this.wal = wal;
  }

  /** The log of a store that nobody has open. */
  static WalCheck of(Path store) {
    return new WalCheck(store.resolveSibling(store.getFileName() + "-wal"));
  }

  /**
   * Makes sure that nothing acknowledged would be passed over.
   *
   * @throws StoreException when something would be, or the log cannot be read
   */
  void requireWhole() {
    try {
      if (Files.exists(wal) && Files.size(wal) > HEADER + FRAME_HEADER) {
        check();
      }
    } catch (IOException failure) {
      throw new StoreException(
          "the log " + wal + " could not be read: check its disk (" + failure + ")", failure);
    }
  }

  private void check() throws IOException {
    try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, HEADER);
      int pageSize = header.getInt(8) == 1 ? LARGEST_PAGE : header.getInt(8);
      ByteOrder order =
          (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      add(header, 0, HEADER - 8, order);
      if ((header.getInt(0) & ~1) != MAGIC
          || sum1 != header.getInt(24)
          || sum2 != header.getInt(28)) {
        throw damaged("its head does not fit");
      }
      checkFrames(channel, header.getLong(16), pageSize, order);
    }
  }

  private void checkFrames(FileChannel channel, long salts, int pageSize, ByteOrder order)
      throws IOException {
    boolean fits = true;
    boolean lostCommit = false;
    int frames = (int) ((channel.size() - HEADER) / (FRAME_HEADER + pageSize));
    for (int i = 0; i < frames; i++) {
      ByteBuffer frame = read(channel, FRAME_HEADER + pageSize);
      boolean ofThisLog = isOf(frame, salts);
      fits = fits && ofThisLog && isNext(frame, salts, pageSize, order);
      if (!fits && ofThisLog && lostCommit) {
        throw damaged("commits follow a frame that does not fit");
      }
      lostCommit |= !fits && ofThisLog && frame.getInt(4) != 0;
    }
  }

  /** Whether one of its salts is that of the log; in what is left of an older log, both differ. */
  private static boolean isOf(ByteBuffer frame, long salts) {
    return frame.getInt(8) == (int) (salts >>> 32) || frame.getInt(12) == (int) salts;
  }

  private boolean isNext(ByteBuffer frame, long salts, int pageSize, ByteOrder order) {
    add(frame, 0, 8, order);
    add(frame, FRAME_HEADER, pageSize, order);
    return frame.getInt(0) != 0
        && frame.getLong(8) == salts
        && sum1 == frame.getInt(16)
        && sum2 == frame.getInt(20);
  }

  private void add(ByteBuffer bytes, int from, int length, ByteOrder order) {
    ByteBuffer words = bytes.duplicate().order(order);
    for (int i = from; i < from + length; i += 8) {
      sum1 += words.getInt(i) + sum2;
      sum2 += words.getInt(i + 4) + sum1;
    }
  }

  private static ByteBuffer read(FileChannel channel, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return buffer.flip();
  }

  private StoreException damaged(String how) {
    return new StoreException(
        "the log "
            + wal
            + " is damaged: restore the store from a backup, or move the log away to go on without"
            + " what was written last ("
            + how
            + ")",
        new IOException(how));
  }
}
