package dev.hearth.host.sandbox.classloader.cloud.event;

import com.google.gson.JsonObject;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.sandbox.classloader.binding.InputBindingException;
import dev.hearth.host.sandbox.classloader.cloud.http.ContentTypes;
import dev.hearth.host.sandbox.classloader.cloud.http.HeaderFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** An event as it came, which may be given to a function in either form. */
public sealed interface CloudInputEvent {

  /** The media type of one CloudEvent. */
  String STRUCTURED = "application/cloudevents+json";

  /** As a CloudEvent. */
  GuestEvent modern(InstantSource clock) throws InputBindingException;

  /** In the form before CloudEvents; {@code clock} gives its time where it has none. */
  LegacyEvent legacy(InstantSource clock) throws InputBindingException;

  /** It came as a CloudEvent. */
  record Modern(GuestEvent event) implements CloudInputEvent {

    @Override
    public GuestEvent modern(InstantSource clock) {
      return event;
    }

    @Override
    public LegacyEvent legacy(InstantSource clock) throws InputBindingException {
      return ToLegacy.converted(event, clock);
    }
  }

  /** It came in the form before. */
  record Legacy(String text) implements CloudInputEvent {

    @Override
    public GuestEvent modern(InstantSource clock) throws InputBindingException {
      return ToModern.converted(LegacyReader.read(text, clock));
    }

    @Override
    public LegacyEvent legacy(InstantSource clock) throws InputBindingException {
      return LegacyReader.read(text, clock);
    }
  }

  /** The event that an input carries. */
  static CloudInputEvent of(Input input) throws InputBindingException {
    return switch (input) {
      case Input.Happening happening -> new Modern(GuestEvent.of(happening.event()));
      case Input.Direct direct -> of(direct.body());
      case Input.Http http -> of(http);
    };
  }

  private static CloudInputEvent of(Input.Http http) throws InputBindingException {
    String type = HeaderFields.first(http.headers(), "content-type").orElse("");
    Payload body = wholeBody(http);
    if (type.startsWith(STRUCTURED)
        || HeaderFields.first(http.headers(), "ce-specversion").isPresent()) {
      return new Modern(ModernReader.read(http.headers(), body));
    }
    try {
      return new Legacy(
          new String(body.array(), ContentTypes.ofInput(type).orElse(StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException unknownCharset) {
      throw new InputBindingException("the charset of the event is not known: " + type);
    }
  }

  private static Payload wholeBody(Input.Http http) throws InputBindingException {
    try {
      return http.wholeBody();
    } catch (IOException e) {
      throw new InputBindingException("the event could not be read: " + e.getMessage());
    }
  }

  /** A payload has no header fields, so it says itself what it is. */
  private static CloudInputEvent of(Payload payload) throws InputBindingException {
    JsonObject root = EventJson.object(payload.text(), "the event");
    return root.has("specversion")
        ? new Modern(
            ModernReader.read(List.of(new HeaderField("content-type", STRUCTURED)), payload))
        : new Legacy(payload.text());
  }
}
