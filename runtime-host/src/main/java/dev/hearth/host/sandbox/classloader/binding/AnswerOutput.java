package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.config.ByteSize;
import dev.hearth.host.invocation.AnswerStream;
import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a function writes its streamed answer to. Gathers small writes; what is gathered goes out
 * when it is flushed or is enough for a piece. An answer that ends before that, or a caller who
 * takes no pieces, gets it as a whole. Threads of the function may share it; guarded by its lock.
 */
public final class AnswerOutput extends OutputStream {

  /** What is gathered before it is sent. */
  static final int PIECE_BYTES = 16 * 1024;

  private static final int FIRST_BYTES = 512;

  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<Outcome.Answered> headNow;
  private final AnswerStream answers;
  private final int most;
  private byte[] gathered = new byte[FIRST_BYTES];
  private int size;
  private Outcome.@Nullable Answered head;
  private boolean begun;
  private boolean ended;
  private @Nullable IOException failure;

  /**
   * Nothing is sent yet.
   *
   * @param limit of an answer for a caller who takes no pieces
   */
  public AnswerOutput(Outcome.Answered head, AnswerStream answers, ByteSize limit) {
    this(() -> head, answers, limit);
  }

  /** With a head that may change until it is sent, or until the answer ends. */
  public AnswerOutput(Supplier<Outcome.Answered> head, AnswerStream answers, ByteSize limit) {
    this.headNow = head;
    this.answers = answers;
    this.most =
        answers.takesPieces()
            ? PIECE_BYTES
            : (int) Math.min(limit.bytes(), Integer.MAX_VALUE - PIECE_BYTES);
  }

  private void requireOpen() throws IOException {
    IOException before = failure;
    if (before != null) {
      throw before;
    }
    if (ended) {
      throw new IOException("the answer is complete: the function's writer has returned");
    }
  }

  @Override
  public void write(int b) throws IOException {
    lock.lock();
    try {
      requireOpen();
      makeRoom(1);
      gathered[size++] = (byte) b;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    lock.lock();
    try {
      requireOpen();
      add(bytes, offset, length);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void flush() throws IOException {
    lock.lock();
    try {
      requireOpen();
      if (answers.takesPieces()) {
        sendGathered();
      } else {
        var _ = head();
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(byte[] bytes, int offset, int length) throws IOException {
    if (length >= PIECE_BYTES && answers.takesPieces()) {
      sendGathered();
      send(bytes, offset, length);
    } else {
      makeRoom(length);
      System.arraycopy(bytes, offset, gathered, size, length);
      size += length;
    }
  }

  private void makeRoom(int length) throws IOException {
    if (length > most - size) {
      if (!answers.takesPieces()) {
        throw failed(new IOException("it is larger than this caller takes as a whole"));
      }
      sendGathered();
    }
    if (length > gathered.length - size) {
      int wanted = Math.max(size + length, Math.min(most, gathered.length * 4));
      gathered = Arrays.copyOf(gathered, wanted);
    }
  }

  private void sendGathered() throws IOException {
    int length = size;
    size = 0;
    send(gathered, 0, length);
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    try {
      if (!begun) {
        begun = true;
        answers.begin(head());
      }
      if (length > 0) {
        answers.write(bytes, offset, length);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Read once: what is sent stays as it was. */
  private Outcome.Answered head() {
    Outcome.Answered now = Objects.requireNonNullElseGet(head, headNow);
    head = now;
    return now;
  }

  private IOException failed(IOException why) {
    failure = why;
    return why;
  }

  /** Why the answer is not what the function wrote; null if it is. */
  public @Nullable IOException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the head has been sent. */
  public boolean hasBegun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The function has written all.
   *
   * @return the whole answer if nothing has been sent yet, else its head
   */
  public Outcome.Answered end() throws IOException {
    lock.lock();
    try {
      requireOpen();
      ended = true;
      if (!begun) {
        Payload whole = Payload.wrap(Arrays.copyOf(gathered, size));
        return new Outcome.Answered(head().status(), head().headers(), whole);
      }
      sendGathered();
      return head();
    } finally {
      lock.unlock();
    }
  }
}
