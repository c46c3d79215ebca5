package dev.hearth.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionSpec;
import dev.hearth.host.registry.StoreException;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.store.sql.SqliteFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

class SqliteStoreTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("hearth.db");
  }

  @Test
  void keepsKeysWithoutLosingAnything() {
    StoredKey key =
        key(
            "ab12",
            Set.of("invoke:hello", "read"),
            "Käthe's \"laptop\"",
            Rate.parse("5/m burst 9"));
    StoredKey bare = key("cd34", Set.of(), "", Rate.UNLIMITED);
    assertThat(key.signs()).isTrue();
    assertThat(bare.signs()).isFalse();
    try (SqliteStore store = SqliteStore.open(file)) {
      store.add(key);
      store.add(bare);
    }
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThat(store.keys()).containsExactly(key, bare);
      assertThat(store.remove("ab12")).isTrue();
      assertThat(store.remove("ab12")).isFalse();
      assertThat(store.keys()).containsExactly(bare);
      store.add(key);
      assertThat(store.keys()).containsExactly(key, bare);
    }
  }

  @Test
  void refusesAKeyIdThatIsTaken() {
    try (SqliteStore store = SqliteStore.open(file)) {
      store.add(key("ab12", Set.of("read"), "first", Rate.UNLIMITED));

      assertThatThrownBy(() -> store.add(key("ab12", Set.of("admin"), "second", Rate.UNLIMITED)))
          .isInstanceOf(StoreException.class);
      assertThat(store.keys()).extracting(StoredKey::label).containsExactly("first");
    }
  }

  @Test
  void refusesAChangeThatDoesNotFitAndChangesNothing() {
    Changes changes = new Changes();
    CatalogueChange first = changes.next(0, FunctionSpec.defaults());
    FunctionName hello = first.function();
    try (SqliteStore store = SqliteStore.open(file)) {
      store.commit(first);
      changes.apply(first);

      for (CatalogueChange unfit :
          new CatalogueChange[] {
            first,
            new CatalogueChange.RolledBack(hello),
            new CatalogueChange.AliasDeleted(hello, "none"),
            new CatalogueChange.EnabledSet(new FunctionName("other"), true),
            new CatalogueChange.SettingsSet(new FunctionName("other"), FunctionSettings.NONE),
            new CatalogueChange.FunctionDeleted(new FunctionName("other"))
          }) {
        assertThatThrownBy(() -> store.commit(unfit))
            .as(unfit.toString())
            .isInstanceOf(StoreException.class);
      }
      assertThat(store.load()).isEqualTo(changes.deployed());
    }
  }

  @Test
  void letsNoSecondHostIn() {
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> SqliteStore.open(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("in use by another Hearth");
      assertThat(store.keys()).isEmpty();
    }
    SqliteStore.open(file).close();
  }

  @Test
  void saysThatTheFileIsDamaged() throws IOException {
    Files.write(file, "this is no database, ".repeat(1000).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("restore it from a backup");
  }

  @Test
  void saysThatWhatIsStoredCannotBeRead() throws SQLException {
    try (SqliteStore store = SqliteStore.open(file)) {
      store.commit(new Changes().next(0, FunctionSpec.defaults()));
      try (Connection connection = new SqliteFile(file).connect();
          Statement statement = connection.createStatement()) {
        statement.execute("update versions set spec = '{\"lane\":\"EXPRESS\"}'");
      }
      assertThatThrownBy(store::load)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("EXPRESS");
    }
  }

  @Test
  void saysThatTheDirectoryIsNotThere() {
    Path lost = directory.resolve("nowhere").resolve("hearth.db");

    assertThatThrownBy(() -> SqliteStore.open(lost))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(lost.toString())
        .hasMessageContaining("check that its directory is there");
  }

  @Test
  void saysWhatToDoAboutEachFailureOfTheFile() {
    assertThat(explained(SQLiteErrorCode.SQLITE_READONLY)).contains("the right to write");
    assertThat(explained(SQLiteErrorCode.SQLITE_BUSY)).contains("locked by another program");
    assertThat(explained(SQLiteErrorCode.SQLITE_FULL)).contains("free some space");
    assertThat(explained(SQLiteErrorCode.SQLITE_IOERR)).contains("check its disk");
    assertThat(explained(SQLiteErrorCode.SQLITE_CORRUPT)).contains("restore it from a backup");
    assertThat(explained(SQLiteErrorCode.SQLITE_CANTOPEN)).contains("may read and write");
  }

  @Test
  void eachConnectionSyncsEveryCommitAndChecksReferences() throws SQLException {
    for (int i = 0; i < 2; i++) {
      try (Connection connection = new SqliteFile(file).connect();
          Statement statement = connection.createStatement()) {
        assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
        assertThat(pragma(statement, "synchronous")).as("FULL").isEqualTo("2");
        assertThat(pragma(statement, "foreign_keys")).isEqualTo("1");
      }
    }
  }

  private static String pragma(Statement statement, String name) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  private String explained(SQLiteErrorCode code) {
    SQLException failure = new SQLException("what SQLite says", "", code.code);
    String message =
        String.valueOf(new SqliteFile(file).explain(new SQLException(failure)).getMessage());
    assertThat(message).contains(file.toString()).contains("what SQLite says");
    return message;
  }

  private static StoredKey key(String id, Set<String> scopes, String label, Rate rate) {
    return new StoredKey(
        id,
        new Digest("0".repeat(64)),
        scopes,
        label,
        Instant.parse("2026-02-03T04:05:06.789012345Z"),
        rate,
        label.isEmpty() ? "" : "sealed " + id);
  }
}
