package dev.hearth.host.payload;

import dev.hearth.host.invocation.Outcome;
import dev.hearth.host.invocation.Payload;
import java.util.Arrays;

/**
 * Finds the end of the head that a streamed answer begins with: a JSON object, which has no zero
 * byte in it, and eight zero bytes ({@code application/vnd.awslambda.http-integration-response}).
 * Used by one thread at a time.
 */
public final class StreamHead {

  private static final int ZEROS = 8;

  private int zeros;
  private boolean isNone;
  private boolean isBegun;

  /**
   * Takes the next bytes of an answer.
   *
   * @return how many of them belong to the head with its zeros; all, while its end is not there
   */
  public int take(byte[] bytes, int offset, int length) {
    for (int i = 0; i < length && !isNone && !isComplete(); i++) {
      byte next = bytes[offset + i];
      if (!isBegun) {
        isBegun = !isSpace(next);
        isNone = isBegun && next != '{';
      } else if (next == 0) {
        zeros++;
      } else if (zeros > 0) {
        isNone = true; // neither JSON nor a head: whoever reads the whole will say so
      }
      if (isComplete()) {
        return i + 1;
      }
    }
    return length;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Whether the end of the head has been taken. */
  public boolean isComplete() {
    return zeros == ZEROS && !isNone;
  }

  /**
   * Status and fields of the answer.
   *
   * @param head all bytes that belong to it, the zeros included
   * @throws MalformedAnswerException when they say none
   */
  public Outcome.Answered read(Payload head) throws MalformedAnswerException {
    byte[] json = Arrays.copyOf(head.array(), head.size() - ZEROS);
    return HttpAnswer.head(Payload.wrap(json));
  }
}
