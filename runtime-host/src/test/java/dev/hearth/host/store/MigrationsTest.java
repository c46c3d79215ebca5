package dev.hearth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.store.sql.Migrations;
import dev.hearth.host.store.sql.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

  private static final String TABLES = "select type, name, sql from sqlite_master order by name";
  private static final String HISTORY =
      "select installed_rank, version, description, type, script, checksum, installed_by, success"
          + " from flyway_schema_history";

  @TempDir Path directory;

  @Test
  void aFreshStoreIsWhatFlywayWouldHaveMade() throws SQLException {
    SqliteFile ours = new SqliteFile(directory.resolve("ours.db"));
    SqliteFile flyways = new SqliteFile(directory.resolve("flyways.db"));
    try (Connection connection = ours.connect()) {
      SqliteStore.migrations().apply(connection, ours.dataSource());
    }
    SqliteStore.migrations().migrate(flyways.dataSource());

    assertThat(rows(ours, TABLES)).hasSizeGreaterThan(6).isEqualTo(rows(flyways, TABLES));
    assertThat(rows(ours, HISTORY)).isNotEmpty().isEqualTo(rows(flyways, HISTORY));
  }

  @Test
  void flywayTakesOverAFreshStore() throws SQLException {
    SqliteFile file = new SqliteFile(directory.resolve("hearth.db"));
    try (Connection connection = file.connect()) {
      SqliteStore.migrations().apply(connection, file.dataSource());
    }
    List<String> before = rows(file, HISTORY);

    SqliteStore.migrations().migrate(file.dataSource()); // Validates names, order and checksums.

    assertThat(rows(file, HISTORY)).isEqualTo(before);
  }

  @Test
  void refusesAFileThatHoldsTheTablesOfSomethingElse() throws SQLException {
    SqliteFile file = new SqliteFile(directory.resolve("hearth.db"));
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table recipes (n integer)");
      assertThatThrownBy(() -> SqliteStore.migrations().apply(connection, file.dataSource()))
          .hasMessageContaining("non-empty schema");
    }
  }

  @Test
  void refusesAStoreOfANewerRelease() throws SQLException {
    SqliteFile file = new SqliteFile(directory.resolve("hearth.db"));
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      SqliteStore.migrations().apply(connection, file.dataSource());
      statement.execute("update flyway_schema_history set version = '99'");
    }
    assertThatThrownBy(() -> SqliteStore.open(directory.resolve("hearth.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer Hearth")
        .hasMessageContaining("99");
  }

  @Test
  void aStoreFromBeforeKeysHadRatesKeepsItsKeys() throws SQLException {
    SqliteFile file = new SqliteFile(directory.resolve("hearth.db"));
    Migrations first = new Migrations("/db/sqlite/", List.of("V1__catalogue_and_keys.sql"));
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement()) {
      first.apply(connection, file.dataSource());
      statement.executeUpdate(
          "insert into access_keys (id, secret_hash, label, created_at) values ('old', '"
              + "0".repeat(64)
              + "', 'laptop', 5)");
    }
    try (SqliteStore store = SqliteStore.open(directory.resolve("hearth.db"))) {
      assertThat(store.keys())
          .singleElement()
          .satisfies(key -> {
            assertThat(key.label()).isEqualTo("laptop");
            assertThat(key.rate()).isEqualTo(Rate.UNLIMITED);
          });
    }
  }

  private static List<String> rows(SqliteFile file, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = file.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        StringBuilder columns = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.append(row.getString(i)).append(" | ");
        }
        rows.add(columns.toString().replaceAll("\\s+", " "));
      }
    }
    return rows;
  }
}
