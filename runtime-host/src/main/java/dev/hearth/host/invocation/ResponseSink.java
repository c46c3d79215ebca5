package dev.hearth.host.invocation;

import java.io.IOException;

/**
 * Where a caller gets an answer piece by piece. Called by the threads of a function, by one at a
 * time.
 */
public interface ResponseSink {

  /** For callers who take an answer only as a whole. */
  ResponseSink WHOLE_ONLY =
      new ResponseSink() {
        @Override
        public boolean takesPieces() {
          return false;
        }

        @Override
        public void begin(InvocationRecord soFar) {
          throw new IllegalStateException("this caller takes an answer only as a whole");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
          throw new IllegalStateException("this caller takes an answer only as a whole");
        }
      };

  /** Whether the caller takes pieces. */
  boolean takesPieces();

  /**
   * The answer begins.
   *
   * @param soFar the head as the outcome, and the times until now
   * @throws IOException as {@link AnswerStream#begin}
   */
  void begin(InvocationRecord soFar) throws IOException;

  /**
   * A piece of it.
   *
   * @throws IOException as {@link AnswerStream#write}
   */
  void write(byte[] bytes, int from, int length) throws IOException;
}
