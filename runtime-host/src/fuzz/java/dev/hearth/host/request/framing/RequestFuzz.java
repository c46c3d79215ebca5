package dev.hearth.host.request.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Requests on the wire: read to an end or refused, and the same however they come apart. */
public final class RequestFuzz {

  private RequestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String whole = read(data, data.length);
    String apart = read(data, 1);
    if (!whole.equals(apart)) {
      throw new AssertionError(whole + " as a whole, " + apart + " byte by byte");
    }
  }

  private static String read(byte[] data, int step) {
    RequestReader reader = new RequestReader(WireLimits.DEFAULTS);
    ByteBuf in = Unpooled.wrappedBuffer(data);
    StringBuilder seen = new StringBuilder();
    int at = 0;
    try {
      for (int end = Math.min(step, data.length); at < data.length; end = Math.min(end + step, data.length)) {
        while (at < end) {
          int next = reader.read(in, at, end);
          if (next < at || next > end || (next == at && !reader.done())) {
            throw new AssertionError("from " + at + " to " + next);
          }
          at = next;
          if (reader.done()) {
            seen.append(at).append(' ');
            reader.next();
          }
        }
      }
    } catch (FramingException refused) {
      seen.append(refused.getMessage());
    }
    return seen.toString();
  }
}
