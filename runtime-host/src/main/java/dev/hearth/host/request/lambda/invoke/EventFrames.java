package dev.hearth.host.request.lambda.invoke;

import dev.hearth.host.invocation.Payload;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/**
 * The events of {@code application/vnd.amazon.eventstream} that an answer consists of. Stateless.
 */
final class EventFrames {

  /** The media type of the stream. */
  static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

  private EventFrames() {}

  /** A piece of the answer. */
  static Buffer chunk(byte[] piece) {
    return frame("PayloadChunk", "application/octet-stream", piece);
  }

  /** The end of it, with what is to be told of that as JSON. */
  static Buffer complete(Payload json) {
    return frame("InvokeComplete", "application/json", json.array());
  }

  private static Buffer frame(String event, String contentType, byte[] payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":event-type", HeaderValue.fromString(event));
    headers.put(":content-type", HeaderValue.fromString(contentType));
    headers.put(":message-type", HeaderValue.fromString("event"));
    ByteBuffer encoded = new Message(headers, payload).toByteBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return Buffer.buffer(bytes);
  }
}
