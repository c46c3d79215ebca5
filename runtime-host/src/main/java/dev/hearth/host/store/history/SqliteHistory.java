package dev.hearth.host.store.history;

import dev.hearth.host.invocation.InvocationId;
import dev.hearth.host.monitoring.HistoryEntry;
import dev.hearth.host.monitoring.HistoryQuery;
import dev.hearth.host.monitoring.history.HistoryBatch;
import dev.hearth.host.monitoring.history.HistoryPage;
import dev.hearth.host.monitoring.history.HistoryStore;
import dev.hearth.host.monitoring.history.LogQuery;
import dev.hearth.host.monitoring.history.LoggedLine;
import dev.hearth.host.store.sql.Database;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The history in the tables of {@code V6__history.sql}. Safe for all threads. */
public final class SqliteHistory implements HistoryStore {

  /** Rows looked at for one answer, where no index serves. */
  private static final int MOST_LOOKED_AT = 100_000;

  private final Database database;
  private final int mostLookedAt;

  /** The history in a store that is open. */
  public SqliteHistory(Database database) {
    this(database, MOST_LOOKED_AT);
  }

  SqliteHistory(Database database, int mostLookedAt) {
    this.database = database;
    this.mostLookedAt = mostLookedAt;
  }

  @Override
  public CompletableFuture<Void> write(HistoryBatch batch) {
    return database.submit(new BatchWrite(batch)).thenAccept(_ -> {});
  }

  @Override
  public long last(Kind kind) {
    return database.read(
        connection -> number(connection, "select max(position) from " + table(kind)));
  }

  @Override
  public HistoryPage<HistoryEntry> invocations(HistoryQuery query) {
    return database.read(connection -> InvocationTable.find(connection, query, mostLookedAt));
  }

  @Override
  public Optional<HistoryEntry> invocation(InvocationId id) {
    return database.read(connection -> InvocationTable.find(connection, id));
  }

  @Override
  public HistoryPage<LoggedLine> lines(LogQuery query) {
    return database.read(connection -> LineTable.find(connection, query, mostLookedAt));
  }

  @Override
  public Kept kept(Kind kind) {
    return database.read(connection -> {
      String where = " from history_totals where kind = '" + table(kind) + "'";
      return new Kept(
          number(connection, "select row_count" + where),
          number(connection, "select bytes" + where));
    });
  }

  @Override
  public int deleteOldest(Kind kind, long before, int most) {
    if (number(before, kind) == 0) {
      return 0;
    }
    return database.write(connection -> delete(connection, kind, before, most));
  }

  /** A look without a write: most of the time there is nothing to delete. */
  private long number(long before, Kind kind) {
    return database.read(connection ->
        number(
            connection,
            "select count(*) from (select 1 from %s where position < %d limit 1) oldest"
                .formatted(table(kind), before)));
  }

  private static int delete(Connection connection, Kind kind, long before, int most)
      throws SQLException {
    String oldest =
        "(select position, bytes from %s where position < %d order by position limit %d) oldest"
            .formatted(table(kind), before, most);
    long last = number(connection, "select max(position) from " + oldest);
    long bytes = number(connection, "select sum(bytes) from " + oldest);
    int deleted =
        Sql.update(connection, "delete from " + table(kind) + " where position <= ?", last);
    if (kind == Kind.INVOCATIONS) {
      Sql.update(connection, "delete from history_failures where invocation <= ?", last);
    }
    BatchWrite.count(connection, kind, new Kept(-deleted, -bytes));
    return deleted;
  }

  static String table(Kind kind) {
    return switch (kind) {
      case INVOCATIONS -> InvocationTable.NAME;
      case LINES -> LineTable.NAME;
    };
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
