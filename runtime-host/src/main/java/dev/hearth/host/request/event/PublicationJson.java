package dev.hearth.host.request.event;

import dev.hearth.function.Event;
import dev.hearth.host.event.fanout.Publication;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the sender of events is answered. Stateless. */
final class PublicationJson {

  private static final JsonMapper JSON = new JsonMapper();

  private PublicationJson() {}

  /** The events that were taken in, in the order in which they were sent. */
  static Payload of(List<Event> events, List<Publication.Accepted> accepted) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.putArray("accepted");
    for (int i = 0; i < events.size(); i++) {
      Publication.Accepted publication = accepted.get(i);
      ObjectNode event =
          list.addObject()
              .put("id", publication.id())
              .put("eventId", events.get(i).id())
              .put("source", events.get(i).source().toString());
      if (publication.repeated()) {
        event.put("repeated", true);
      }
      ArrayNode invocations = event.putArray("invocations");
      publication.invocations().forEach(id -> invocations.add(id.value()));
    }
    return Payload.wrap(JSON.writeValueAsBytes(root));
  }
}
