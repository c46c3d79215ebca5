package dev.hearth.host.store;

import dev.hearth.host.access.StoredKey;
import dev.hearth.host.config.Rate;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys as rows. */
final class KeyTable {

  private KeyTable() {}

  /**
   * All keys, by id.
   *
   * @param connection in a transaction, so that the tables fit together
   */
  static List<StoredKey> read(Connection connection) throws SQLException {
    List<StoredKey> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      Map<String, Set<String>> scopes = scopes(statement);
      try (ResultSet row =
          statement.executeQuery(
              "select id, secret_hash, label, created_at, rate, sealed_secret from access_keys"
                  + " order by id")) {
        while (row.next()) {
          String id = row.getString(1);
          keys.add(
              new StoredKey(
                  id,
                  new Digest(row.getString(2)),
                  scopes.getOrDefault(id, Set.of()),
                  row.getString(3),
                  Sql.instant(row.getLong(4)),
                  rate(row.getString(5)),
                  row.getString(6)));
        }
      }
    }
    return List.copyOf(keys);
  }

  private static Rate rate(String text) {
    return text.isEmpty() ? Rate.UNLIMITED : Rate.parse(text);
  }

  private static Map<String, Set<String>> scopes(Statement statement) throws SQLException {
    Map<String, Set<String>> scopes = new HashMap<>();
    try (ResultSet row = statement.executeQuery("select key_id, scope from access_key_scopes")) {
      while (row.next()) {
        scopes.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2));
      }
    }
    return scopes;
  }

  /** Adds a key; its id must be new. */
  static Write<Boolean> adding(StoredKey key) {
    return connection -> {
      Sql.update(
          connection,
          "insert into access_keys (id, secret_hash, label, created_at, rate, sealed_secret)"
              + " values (?, ?, ?, ?, ?, ?)",
          key.id(),
          key.secretHash().hex(),
          key.label(),
          Sql.nanos(key.createdAt()),
          key.rate().toString(),
          key.sealedSecret());
      for (String scope : key.scopes()) {
        Sql.update(
            connection,
            "insert into access_key_scopes (key_id, scope) values (?, ?)",
            key.id(),
            scope);
      }
      return true;
    };
  }

  /** Removes a key; gives false if there is none with this id. */
  static Write<Boolean> removing(String id) {
    return connection -> Sql.update(connection, "delete from access_keys where id = ?", id) == 1;
  }
}
