package dev.hearth.host.sandbox.polyglot.truffle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.host.sandbox.polyglot.guest.Bytes;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure;
import dev.hearth.host.sandbox.polyglot.guest.GuestFailure.Kind;
import org.graalvm.polyglot.Value;

/** Copies of what a guest answers, no larger than allowed. Stateless. */
final class AnswerBytes {

  /** The type of the failure of an answer that is too large. */
  static final String TOO_LARGE = "too-large";

  private AnswerBytes() {}

  static GuestFailure tooLarge() {
    return new GuestFailure(Kind.ANSWER, TOO_LARGE, "the answer is too large", "");
  }

  static Bytes ofText(String text, long most) throws GuestFailure {
    require(text.length(), most);
    byte[] bytes = text.getBytes(UTF_8);
    require(bytes.length, most);
    return Bytes.wrap(bytes);
  }

  static Bytes ofBuffer(Value buffer, long most) throws GuestFailure {
    long size = buffer.getBufferSize();
    require(size, most);
    byte[] bytes = new byte[(int) size];
    buffer.readBuffer(0, bytes, 0, bytes.length);
    return Bytes.wrap(bytes);
  }

  private static void require(long size, long most) throws GuestFailure {
    if (size > most) {
      throw tooLarge();
    }
  }
}
