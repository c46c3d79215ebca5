package dev.hearth.host.event;

import static dev.hearth.host.event.MalformedEventException.malformed;

import dev.hearth.function.Event;
import dev.hearth.host.event.MalformedEventException.Kind;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import io.cloudevents.core.provider.CloudEventValidatorProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events as messages over HTTP. Reads strictly: what the specification forbids is refused with a
 * sentence that says how to mend it. Stateless; any thread may use it.
 */
public final class EventCodec {

  /** The content type of one event in the structured mode. */
  public static final String STRUCTURED = "application/cloudevents+json";

  /** The content type of a batch. */
  public static final String BATCH = "application/cloudevents-batch+json";

  /** The most events in a batch. */
  public static final int MOST = 1_000;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private EventCodec() {}

  /**
   * Lets the SDK look for its validators now, on a thread of the host: it would otherwise look
   * where the first thread that reads an event has its classes, and that may be a function's.
   */
  public static void prepare() {
    CloudEventValidatorProvider.getInstance();
  }

  /** All events that a message carries; none if it is an empty batch. */
  public static List<Event> all(List<HeaderField> headers, Payload body)
      throws MalformedEventException {
    return EventMode.of(headers) == EventMode.BATCH
        ? JsonEvents.batch(json(headers, body, BATCH), MOST)
        : List.of(one(headers, body));
  }

  /** The one event that a message carries. */
  public static Event one(List<HeaderField> headers, Payload body) throws MalformedEventException {
    return switch (EventMode.of(headers)) {
      case BINARY -> BinaryMode.read(headers, body.copy());
      case STRUCTURED -> JsonEvents.one(json(headers, body, STRUCTURED));
      case BATCH ->
          throw MalformedEventException.of(
              Kind.UNSUPPORTED,
              "one event is taken here, not a batch: send the batch to POST /events, or each of its"
                  + " events as "
                  + STRUCTURED);
      case NONE -> throw none(headers);
    };
  }

  /** The header fields that carry an event in the binary mode; its data is the body. */
  public static List<HeaderField> fields(Event event) {
    return BinaryMode.fields(event);
  }

  /** The event as one JSON object, of the type {@link #STRUCTURED}. */
  public static Payload structured(Event event) {
    return StructuredMode.write(event);
  }

  private static MalformedEventException none(List<HeaderField> headers) {
    boolean almost =
        headers.stream().anyMatch(f -> f.name().toLowerCase(Locale.ROOT).startsWith("ce-"));
    return MalformedEventException.of(
        almost ? Kind.MALFORMED : Kind.UNSUPPORTED,
        "the request carries no event"
            + (almost ? ", for it lacks the field ce-specversion" : "")
            + ": send ce-specversion, ce-id, ce-source and ce-type as headers, or a JSON event as "
            + STRUCTURED);
  }

  private static String json(List<HeaderField> headers, Payload body, String wanted)
      throws MalformedEventException {
    String type = contentType(headers);
    String essence = type.split(";", 2)[0].strip();
    if (!essence.equalsIgnoreCase(wanted)) {
      throw MalformedEventException.of(
          Kind.UNSUPPORTED,
          "events as " + Attributes.shown(essence) + " are not read here: send " + wanted);
    }
    Matcher charset = CHARSET.matcher(type);
    if (charset.find() && !isUtf8(charset.group(1))) {
      throw MalformedEventException.of(
          Kind.UNSUPPORTED,
          "the charset " + Attributes.shown(charset.group(1)) + " is not read here: send UTF-8");
    }
    return text(body);
  }

  private static boolean isUtf8(String charset) {
    return charset.equalsIgnoreCase("utf-8")
        || charset.equalsIgnoreCase("utf8")
        || charset.equalsIgnoreCase("us-ascii");
  }

  private static String contentType(List<HeaderField> headers) {
    Optional<HeaderField> last =
        headers.stream()
            .filter(field -> field.name().equalsIgnoreCase("content-type"))
            .reduce((_, later) -> later);
    return last.map(HeaderField::value).orElse("").strip();
  }

  private static String text(Payload body) throws MalformedEventException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.array())).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed("the body is not UTF-8, as JSON has to be");
    }
  }
}
