package dev.hearth.host.sandbox.classloader.binding;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CloudEvents in both modes: an event or an {@code InputBindingException}. */
public final class EventFuzz {

  private EventFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    decode(List.of(new HeaderField("content-type", "application/cloudevents+json")), data);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    int half = text.length() / 2;
    decode(
        List.of(
            new HeaderField("ce-specversion", "1.0"),
            new HeaderField("ce-id", "1"),
            new HeaderField("ce-type", "t"),
            new HeaderField("ce-source", text.substring(0, half)),
            new HeaderField("ce-time", text.substring(half)),
            new HeaderField("ce-" + text, text)),
        data);
  }

  private static void decode(List<HeaderField> headers, byte[] data) {
    try {
      EventBinding.event(new Input.Http("POST", "/", "", headers, Payload.wrap(data.clone())));
    } catch (InputBindingException toldToTheCaller) {
      // as promised
    }
  }
}
