package dev.hearth.host.store.task;

import dev.hearth.function.Event;
import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.store.sql.Sql;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Events as rows. */
final class EventTable {

  /** What {@link #read} needs, of a table that is named {@code e}. */
  static final String COLUMNS =
      "e.event_id, e.source, e.type, e.subject, e.happened_at, e.content_type, e.data_schema,"
          + " e.extensions, e.data";

  private static final String INSERT =
      "insert into events (id, event_id, source, type, subject, happened_at, content_type,"
          + " data_schema, extensions, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String DELETE_UNUSED =
      "delete from events where id = ? and not exists"
          + " (select 1 from tasks where tasks.event = ? and tasks.event <> '')";

  private EventTable() {}

  /** Keeps an event under an id of the host. */
  static void insert(Connection connection, String id, Event event, Payload data)
      throws SQLException {
    Sql.update(
        connection,
        INSERT,
        id,
        event.id(),
        event.source().toString(),
        event.type(),
        event.subject(),
        event.time().map(OffsetDateTime::toString),
        event.dataContentType(),
        event.dataSchema().map(URI::toString),
        extensions(event),
        data.array());
  }

  private static String extensions(Event event) {
    return FieldsJson.write(
        new TreeMap<>(event.extensions())
            .entrySet().stream()
                .map(extension -> new HeaderField(extension.getKey(), extension.getValue()))
                .toList());
  }

  /** Forgets an event unless a task still needs it. */
  static void deleteUnused(Connection connection, String id) throws SQLException {
    Sql.update(connection, DELETE_UNUSED, id, id);
  }

  /** The event of a row that has one. */
  static Input.Happening read(ResultSet row) throws SQLException {
    Event.Builder event =
        Event.builder(
            row.getString("event_id"), URI.create(row.getString("source")), row.getString("type"));
    text(row, "subject").ifPresent(event::subject);
    text(row, "happened_at").map(OffsetDateTime::parse).ifPresent(event::time);
    text(row, "data_schema").map(URI::create).ifPresent(event::dataSchema);
    byte[] data = row.getBytes("data");
    text(row, "content_type")
        .ifPresentOrElse(type -> event.data(type, data), () -> event.data(data));
    List<HeaderField> extensions = FieldsJson.read(row.getString("extensions"));
    extensions.forEach(extension -> event.extension(extension.name(), extension.value()));
    return new Input.Happening(event.build(), Payload.wrap(data));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
