package dev.hearth.host.request.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** The 24 bytes with which a client begins HTTP/2 (RFC 9113, 3.4). */
final class Preface {

  private static final byte[] BYTES = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private Preface() {}

  /** How many of the readable bytes agree with the preface. */
  static int agreement(ByteBuf in) {
    int most = Math.min(in.readableBytes(), BYTES.length);
    int i = 0;
    while (i < most && in.getByte(in.readerIndex() + i) == BYTES[i]) {
      i++;
    }
    return i;
  }

  /** Whether so many agreeing bytes are all of it. */
  static boolean complete(int agreement) {
    return agreement == BYTES.length;
  }
}
