package dev.hearth.host.event;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Events in all modes: a {@code MalformedEventException}, or events that their own binary mode
 * carries unchanged.
 */
public final class EventCodecFuzz {

  private EventCodecFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    decode(List.of(new HeaderField("content-type", EventCodec.STRUCTURED)), data);
    decode(List.of(new HeaderField("content-type", EventCodec.BATCH)), data);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int half = text.length() / 2;
    decode(
        List.of(
            new HeaderField("ce-specversion", "1.0"),
            new HeaderField("ce-id", text.substring(0, half)),
            new HeaderField("ce-type", "t"),
            new HeaderField("ce-source", "/s"),
            new HeaderField("ce-subject", text.substring(half)),
            new HeaderField("content-type", text.substring(half))),
        data);
  }

  private static void decode(List<HeaderField> headers, byte[] data) {
    List<Event> events;
    try {
      events = EventCodec.all(headers, Payload.wrap(data.clone()));
    } catch (MalformedEventException toldToTheSender) {
      return;
    }
    events.forEach(EventCodecFuzz::carry);
  }

  private static void carry(Event event) {
    try {
      Event again = EventCodec.one(EventCodec.fields(event), Payload.wrap(event.data()));
      if (!EventAttributes.of(again).asMap().equals(EventAttributes.of(event).asMap())) {
        throw new AssertionError(event + " came back as " + again);
      }
    } catch (MalformedEventException ownForm) {
      throw new AssertionError("what was read is refused when it is written: " + event, ownForm);
    }
  }
}
