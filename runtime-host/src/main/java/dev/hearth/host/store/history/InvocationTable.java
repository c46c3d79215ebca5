package dev.hearth.host.store.history;

import dev.hearth.host.invocation.ColdStart;
import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.invocation.ThrownError;
import dev.hearth.host.invocation.Timings;
import dev.hearth.host.invocation.TraceParent;
import dev.hearth.host.invocation.Trigger;
import dev.hearth.host.invocation.Usage;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.Positions;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.HistoryStore;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows of invocations and, of those that failed, of what went wrong. Stateless. */
final class InvocationTable {

  static final String NAME = "history_invocations";

  static final String FAILURES = "history_failures";

  private static final String COLUMNS =
      "position, id, function, version, caused_by, method, path, outcome, status, attempt,"
          + " received_at, queue_nanos, load_nanos, init_nanos, run_nanos, total_nanos, cpu_nanos,"
          + " allocated_bytes, peak_bytes, trace_id, span_id, exported, sampled_one_in,"
          + " unstored_before, async";

  private static final String FAILURE = ", detail, error_type, error_message, stack_trace";

  private static final String WITH_FAILURES =
      NAME + " left join " + FAILURES + " on invocation = position";

  private static final String NOT_SUCCESS = "outcome <> 'success'";
  private static final String COLD = "load_nanos is not null";

  /** A row with its places in the indexes, its texts aside. */
  private static final int ROW_BYTES = 300;

  private InvocationTable() {}

  /** Adds those that are not there. */
  static HistoryStore.Kept add(Connection connection, List<HistoryEntry> entries)
      throws SQLException {
    String insert =
        "insert into history_invocations ("
            + COLUMNS
            + ", bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?) on conflict (position) do nothing";
    long rows = 0;
    long bytes = 0;
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (HistoryEntry entry : entries) {
        fill(statement, entry);
        if (statement.executeUpdate() == 1) {
          addFailure(connection, entry);
          rows++;
          bytes += bytes(entry);
        }
      }
    }
    return new HistoryStore.Kept(rows, bytes);
  }

  private static void fill(PreparedStatement row, HistoryEntry entry) throws SQLException {
    row.setLong(1, entry.position());
    row.setString(2, entry.id().value());
    row.setString(3, entry.version().function().value());
    row.setInt(4, entry.version().number());
    row.setString(5, entry.trigger().semanticName());
    row.setString(6, entry.method());
    row.setString(7, entry.path());
    row.setString(8, entry.outcome());
    row.setInt(9, entry.status());
    row.setInt(10, entry.attempt());
    row.setLong(11, Sql.nanos(entry.receivedAt()));
    fill(row, entry.timings());
    row.setLong(17, entry.usage().cpuNanos());
    row.setLong(18, entry.usage().allocatedBytes());
    row.setLong(19, entry.usage().peakBytes());
    row.setString(20, entry.trace().traceId());
    row.setString(21, entry.trace().spanId());
    row.setBoolean(22, entry.trace().sampled());
    row.setInt(23, entry.sampledOneIn());
    row.setLong(24, entry.unstoredBefore());
    row.setBoolean(25, entry.async());
    row.setLong(26, bytes(entry));
  }

  private static void fill(PreparedStatement row, Timings timings) throws SQLException {
    row.setLong(12, timings.queueNanos());
    if (timings.coldStart().isPresent()) {
      row.setLong(13, timings.coldStart().get().loadNanos());
      row.setLong(14, timings.coldStart().get().initNanos());
    } else {
      row.setNull(13, Types.BIGINT);
      row.setNull(14, Types.BIGINT);
    }
    row.setLong(15, timings.runNanos());
    row.setLong(16, timings.totalNanos());
  }

  private static void addFailure(Connection connection, HistoryEntry entry) throws SQLException {
    if (!entry.detail().isEmpty() || !entry.error().type().isEmpty()) {
      Sql.update(
          connection,
          "insert into history_failures (invocation, detail, error_type, error_message, stack_trace)"
              + " values (?, ?, ?, ?, ?)",
          entry.position(),
          entry.detail(),
          entry.error().type(),
          entry.error().message(),
          entry.error().stackTrace());
    }
  }

  private static long bytes(HistoryEntry entry) {
    return ROW_BYTES
        + entry.path().length()
        + entry.detail().length()
        + entry.error().type().length()
        + entry.error().message().length()
        + (long) entry.error().stackTrace().length();
  }

  /** The invocations that are wanted, {@code mostLookedAt} rows looked at. */
  static HistoryPage<HistoryEntry> find(Connection connection, HistoryQuery query, int mostLookedAt)
      throws SQLException {
    Selection rows = selection(query);
    OptionalLong bound = rows.bound(connection, mostLookedAt);
    List<HistoryEntry> found =
        rows.rows(connection, COLUMNS + FAILURE, query.limit() + 1, InvocationTable::read);
    return HistoryPage.of(found, query.limit(), bound, HistoryEntry::position);
  }

  static Selection selection(HistoryQuery query) {
    HistoryQuery.Filter filter = query.filter();
    Selection rows = new Selection(WITH_FAILURES);
    rows.indexed("position < ?", query.before());
    boolean anyFunction = filter.function().isEmpty();
    if (!anyFunction) {
      rows.indexed("function = ?", filter.function());
    }
    addNotable(rows, filter, anyFunction);
    addLooking(rows, filter);
    return rows;
  }

  /** The indexes of failures and cold starts serve where that of the function does not. */
  private static void addNotable(Selection rows, HistoryQuery.Filter filter, boolean anyFunction) {
    boolean failed = filter.outcome().equals(HistoryQuery.Filter.FAILED);
    boolean success = filter.outcome().equals(HistoryEntry.SUCCESS);
    boolean served = anyFunction && !success && !filter.outcome().isEmpty();
    if (served) {
      rows.indexed(NOT_SUCCESS);
    } else if (failed) {
      rows.looking(NOT_SUCCESS);
    }
    addOutcome(rows, filter.outcome());
    if (filter.coldOnly() && anyFunction && !served) {
      rows.indexed(COLD);
    } else if (filter.coldOnly()) {
      rows.looking(COLD);
    }
  }

  private static void addOutcome(Selection rows, String outcome) {
    if (!outcome.isEmpty() && !outcome.equals(HistoryQuery.Filter.FAILED)) {
      rows.looking("outcome = ?", outcome);
    }
  }

  private static void addLooking(Selection rows, HistoryQuery.Filter filter) {
    if (filter.version() > 0) {
      rows.looking("version = ?", filter.version());
    }
    if (filter.attempt() > 0) {
      rows.looking("attempt = ?", filter.attempt());
    }
    filter.trigger().ifPresent(trigger -> rows.looking("caused_by = ?", trigger.semanticName()));
    if (filter.leastNanos() > 0) {
      rows.looking("total_nanos >= ?", filter.leastNanos());
    }
    if (filter.since().isAfter(Instant.EPOCH)) {
      rows.indexed("position >= ?", Positions.of(filter.since()));
      rows.looking("received_at >= ?", Positions.of(filter.since()));
    }
    if (filter.until().isBefore(Instant.MAX)) {
      rows.looking("received_at < ?", Positions.of(filter.until()));
    }
  }

  /** The newest attempt of this id. */
  static Optional<HistoryEntry> find(Connection connection, InvocationId id) throws SQLException {
    Selection rows = new Selection(WITH_FAILURES);
    rows.indexed("id = ?", id.value());
    return rows.rows(connection, COLUMNS + FAILURE, 1, InvocationTable::read).stream().findFirst();
  }

  private static HistoryEntry read(ResultSet row) throws SQLException {
    return new HistoryEntry(
        row.getLong(1),
        new InvocationId(row.getString(2)),
        new VersionId(new FunctionName(row.getString(3)), row.getInt(4)),
        trigger(row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        text(row, 26),
        new ThrownError(text(row, 27), text(row, 28), text(row, 29)),
        row.getInt(9),
        row.getInt(10),
        row.getBoolean(25),
        Sql.instant(row.getLong(11)),
        timings(row),
        new Usage(row.getLong(17), row.getLong(18), row.getLong(19)),
        new TraceParent(row.getString(20), row.getString(21), row.getBoolean(22), ""),
        List.of(),
        row.getInt(23),
        row.getLong(24));
  }

  private static Timings timings(ResultSet row) throws SQLException {
    long load = row.getLong(13);
    Optional<ColdStart> cold =
        row.wasNull() ? Optional.empty() : Optional.of(new ColdStart(load, row.getLong(14)));
    return new Timings(row.getLong(12), cold, row.getLong(15), row.getLong(16));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static Trigger trigger(String name) {
    for (Trigger trigger : Trigger.values()) {
      if (trigger.semanticName().equals(name)) {
        return trigger;
      }
    }
    return Trigger.OTHER;
  }
}
