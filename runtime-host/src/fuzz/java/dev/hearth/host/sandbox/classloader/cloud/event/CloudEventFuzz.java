package dev.hearth.host.sandbox.classloader.cloud.event;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whatever a stranger sends as an event, it is turned into either form or refused as promised. */
public final class CloudEventFuzz {

  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private CloudEventFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    read("application/json", data);
    read("application/cloudevents+json", data);
  }

  private static void read(String contentType, byte[] body) {
    try {
      CloudInputEvent event =
          CloudInputEvent.of(
              new Input.Http(
                  "POST",
                  "/",
                  "",
                  List.of(new HeaderField("content-type", contentType)),
                  Payload.wrap(body.clone())));
      LegacyEvent legacy = event.legacy(CLOCK);
      var _ = EventJson.text(legacy.data());
      var _ = event.modern(CLOCK).toString();
    } catch (InputBindingException toldToTheCaller) {
      // as promised
    }
  }
}
