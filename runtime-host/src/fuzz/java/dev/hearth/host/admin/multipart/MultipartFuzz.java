package dev.hearth.host.admin.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Multipart bodies: read to an end or refused, and the same however they come apart. */
public final class MultipartFuzz {

  private static final int MOST_HEADERS = 8 * 1024;

  private MultipartFuzz() {}

  /** The first byte says how long the pieces are. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String whole = read(data, data.length);
    int step = 1 + (data[0] & 0x3F);
    String apart = read(data, step);
    if (!whole.equals(apart)) {
      throw new AssertionError(whole + " as a whole, " + apart + " by " + step);
    }
    if (whole.length() > 4 * data.length + MOST_HEADERS) {
      throw new AssertionError("more content than there was: " + whole);
    }
  }

  private static String read(byte[] data, int step) {
    StringBuilder seen = new StringBuilder();
    PartSink<IllegalStateException> sink =
        new PartSink<>() {
          @Override
          public void begin(PartHead head) {
            seen.append('\n').append(head.name()).append(head.file()).append(' ');
          }

          @Override
          public void content(byte[] bytes, int from, int to) {
            seen.append(new String(bytes, from, to - from, ISO_8859_1));
          }
        };
    MultipartReader<IllegalStateException> reader = new MultipartReader<>(new Boundary("e"), sink);
    try {
      for (int at = 1; at < data.length; at += step) {
        reader.read(data, at, Math.min(data.length, at + step));
      }
      reader.end();
    } catch (MultipartException refused) {
      seen.append('\n').append(refused.getMessage());
    }
    return seen.toString();
  }
}
