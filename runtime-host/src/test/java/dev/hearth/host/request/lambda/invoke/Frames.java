package dev.hearth.host.request.lambda.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Payload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads streams of events as the description of AWS's framing has it. */
public final class Frames {

  private static final int STRING = 7;
  private static final int OVERHEAD = 16;

  private Frames() {}

  /** One event. */
  public record Frame(Map<String, String> headers, Payload payload) {

    /** What kind of event. */
    public String type() {
      return headers.getOrDefault(":event-type", "");
    }

    /** The payload as text. */
    public String text() {
      return payload.text();
    }
  }

  /** All frames of a stream that must hold nothing else. */
  public static List<Frame> read(byte[] stream) {
    List<Frame> frames = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(stream);
    while (in.hasRemaining()) {
      frames.add(next(in, stream));
    }
    return frames;
  }

  private static Frame next(ByteBuffer in, byte[] stream) {
    int start = in.position();
    int total = in.getInt();
    int headersLength = in.getInt();
    assertThat(in.getInt()).as("checksum of the prelude").isEqualTo(crc(stream, start, 8));
    Map<String, String> headers = headers(in, in.position() + headersLength);
    byte[] payload = new byte[total - headersLength - OVERHEAD];
    in.get(payload);
    assertThat(in.getInt()).as("checksum of the frame").isEqualTo(crc(stream, start, total - 4));
    return new Frame(headers, Payload.wrap(payload));
  }

  private static Map<String, String> headers(ByteBuffer in, int end) {
    Map<String, String> headers = new LinkedHashMap<>();
    while (in.position() < end) {
      String name = text(in, in.get() & 0xff);
      assertThat(in.get()).as("type of " + name).isEqualTo((byte) STRING);
      headers.put(name, text(in, in.getShort() & 0xffff));
    }
    return headers;
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
