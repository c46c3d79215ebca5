package dev.hearth.host.store.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Makes the tables of a store that has none, and the history that Flyway would have left, so that
 * Flyway takes over at the next migration. Starting Flyway for it would more than double the time
 * of a first start. Owns nothing; runs on the caller's thread.
 */
final class FreshTables {

  /** As Flyway 13 makes it; a test compares the two. */
  private static final String HISTORY =
      """
      CREATE TABLE "flyway_schema_history" (
          "installed_rank" INT NOT NULL PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL
      );
      CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
      """;

  private FreshTables() {}

  /** Runs all scripts in one transaction: after a crash there is all of it or nothing. */
  static void create(Connection connection, List<MigrationScript> scripts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SqliteFile.BEGIN_WRITING);
      statement.executeUpdate(HISTORY);
      int rank = 1;
      for (MigrationScript script : scripts) {
        List<String> lines = lines(script);
        statement.executeUpdate(String.join("\n", lines));
        record(connection, rank, script, checksum(lines));
        rank++;
      }
      statement.execute("COMMIT");
    }
  }

  private static void record(Connection connection, int rank, MigrationScript script, int checksum)
      throws SQLException {
    Sql.update(
        connection,
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " values (?, ?, ?, 'SQL', ?, ?, '', 0, ?)",
        rank,
        Integer.toString(script.version()),
        script.description(),
        script.getFilename(),
        checksum,
        true);
  }

  private static List<String> lines(MigrationScript script) {
    try (BufferedReader reader = new BufferedReader(script.read())) {
      return reader.lines().collect(Collectors.toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Flyway's: CRC-32 of the lines in UTF-8 without their ends. */
  private static int checksum(List<String> lines) {
    CRC32 crc = new CRC32();
    lines.forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
