package dev.hearth.host.invocation;

import java.io.IOException;

/** Takes an answer piece by piece from the threads of a function. Used by one of them at a time. */
public interface AnswerStream {

  /** For callers who take an answer only as a whole. */
  AnswerStream WHOLE_ONLY =
      new AnswerStream() {
        @Override
        public boolean takesPieces() {
          return false;
        }

        @Override
        public void begin(Outcome.Answered head) {
          throw new IllegalStateException("this caller takes an answer only as a whole");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
          throw new IllegalStateException("this caller takes an answer only as a whole");
        }
      };

  /** Whether the caller takes pieces; if not, the answer is the outcome alone. */
  boolean takesPieces();

  /**
   * Sends status and header fields, once and before any piece; the body of {@code head} is empty.
   *
   * @throws IOException when the caller is gone
   */
  void begin(Outcome.Answered head) throws IOException;

  /**
   * Sends a piece; waits while too much is under way already.
   *
   * @throws IOException when the caller is gone, reads too slowly or has had all that it may get,
   *     or when the waiting thread is interrupted; then nothing more is taken
   */
  void write(byte[] bytes, int from, int length) throws IOException;
}
