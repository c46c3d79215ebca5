package dev.hearth.host.sandbox.classloader.guard.view;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** The direct buffers that one instance holds. Guarded by itself. */
public final class DirectLedger {

  /** Bytes of direct buffers that an instance may hold at a time. */
  public static final long LIMIT = 64L << 20;

  private final Set<Entry> entries = new HashSet<>(2);
  private final ReferenceQueue<ByteBuffer> collected = new ReferenceQueue<>();
  private long held;

  DirectLedger() {}

  /** Whether so many bytes more may be held. */
  public synchronized boolean admits(long bytes) {
    forgetCollected();
    return held + bytes <= LIMIT;
  }

  /** Counts a buffer until it has been collected. */
  public synchronized ByteBuffer counted(ByteBuffer buffer) {
    entries.add(new Entry(buffer, collected));
    held += buffer.capacity();
    return buffer;
  }

  /** The bytes that are held. */
  public synchronized long held() {
    forgetCollected();
    return held;
  }

  private void forgetCollected() {
    for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
      if (gone instanceof Entry entry && entries.remove(entry)) {
        held -= entry.bytes;
      }
    }
  }

  private static final class Entry extends PhantomReference<ByteBuffer> {

    private final long bytes;

    Entry(ByteBuffer buffer, ReferenceQueue<ByteBuffer> queue) {
      super(buffer, queue);
      this.bytes = buffer.capacity();
    }
  }
}
