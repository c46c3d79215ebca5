package dev.hearth.host.event;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Payload;
import java.util.ArrayList;
import java.util.List;

/** Events as senders put them on the wire, and what the codec reads of them. */
final class SentEvents {

  /** One event of the conformance suite of CloudEvents, in the structured mode. */
  static final String CONFORMING_JSON =
      """
      {"specversion": "1.0", "type": "com.github.pull.create",
       "source": "https://github.com/cloudevents/spec/pull/123", "id": "4250-4250-4250",
       "time": "2018-04-05T03:56:24Z", "datacontenttype": "application/json",
       "data": {"message":"Hello World!"}}\
      """;

  private SentEvents() {}

  /** Header fields of these names and values, a list that may grow. */
  static List<HeaderField> fields(String... namesAndValues) {
    List<HeaderField> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(new HeaderField(namesAndValues[i], namesAndValues[i + 1]));
    }
    return fields;
  }

  /** The least that an event in the binary mode has, and more. */
  static List<HeaderField> minimal(String... more) {
    List<HeaderField> fields =
        fields("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");
    fields.addAll(fields(more));
    return fields;
  }

  /** What is read of the least event in the binary mode with more fields. */
  static Event binary(String... more) throws MalformedEventException {
    return EventCodec.one(minimal(more), Payload.empty());
  }

  /** What is read of an event in the structured mode. */
  static Event structured(String json) throws MalformedEventException {
    return EventCodec.one(
        fields("content-type", "application/cloudevents+json"), Payload.utf8(json));
  }

  /** What is read of a batch. */
  static List<Event> batch(String json) throws MalformedEventException {
    return EventCodec.all(
        fields("content-type", "application/cloudevents-batch+json"), Payload.utf8(json));
  }
}
