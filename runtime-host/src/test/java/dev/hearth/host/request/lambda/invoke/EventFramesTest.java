package dev.hearth.host.request.lambda.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Payload;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Both known frames, and any payload read back by a decoder that shares no code with the encoder.
 */
class EventFramesTest {

  @Test
  void aChunkIsTheKnownFrame() {
    assertThat(HexFormat.of().formatHex(EventFrames.chunk("hi".getBytes(UTF_8)).getBytes()))
        .isEqualTo(
            "0000006c0000005ab25efdcf0b3a6576656e742d7479706507000c5061796c6f61644368756e6b0d3a63"
                + "6f6e74656e742d747970650700186170706c69636174696f6e2f6f637465742d73747265616d0d3a"
                + "6d6573736167652d747970650700056576656e7468691162e469");
  }

  @Test
  void theEndIsTheKnownFrame() {
    assertThat(HexFormat.of().formatHex(EventFrames.complete(Payload.utf8("{}")).getBytes()))
        .isEqualTo(
            "00000066000000541f56c8690b3a6576656e742d7479706507000e496e766f6b65436f6d706c6574650d"
                + "3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167"
                + "652d747970650700056576656e747b7d7006d467");
  }

  @Property
  void everyPayloadComesThrough(@ForAll byte[] payload) {
    Frames.Frame frame = Frames.read(EventFrames.chunk(payload).getBytes()).getFirst();
    assertThat(frame.payload().array()).isEqualTo(payload);
    assertThat(frame.headers())
        .isEqualTo(
            Map.of(
                ":event-type",
                "PayloadChunk",
                ":content-type",
                "application/octet-stream",
                ":message-type",
                "event"));
  }
}
