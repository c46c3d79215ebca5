package dev.hearth.host.store;

import dev.hearth.host.registry.CatalogueChange;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.store.sql.Sql;
import dev.hearth.host.store.sql.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * A change of the catalogue as rows: does to the tables what {@code DeployedFunction.after} does in
 * memory.
 */
record CatalogueWrite(CatalogueChange change) implements Write<Boolean> {

  /**
   * @throws SQLException also when the change does not fit what is stored
   */
  @Override
  public Boolean apply(Connection connection) throws SQLException {
    String function = change.function().value();
    switch (change) {
      case CatalogueChange.VersionDeployed(var version) -> deploy(connection, version);
      case CatalogueChange.VersionActivated(var id) -> activate(connection, function, id.number());
      case CatalogueChange.RolledBack _ -> rollBack(connection, function);
      case CatalogueChange.AliasSet(_, var alias) -> AliasTable.put(connection, function, alias);
      case CatalogueChange.AliasDeleted(_, var alias) ->
          changed(AliasTable.delete(connection, function, alias));
      case CatalogueChange.EnabledSet(_, var enabled) ->
          changed(
              Sql.update(
                  connection,
                  "update functions set enabled = ? where name = ?",
                  enabled,
                  function));
      case CatalogueChange.SettingsSet(_, var settings) ->
          changed(SettingsTable.put(connection, function, settings));
      case CatalogueChange.VersionDeleted(var id) ->
          changed(
              Sql.update(
                  connection,
                  "delete from versions where function = ? and number = ?",
                  function,
                  id.number()));
      case CatalogueChange.FunctionDeleted _ ->
          changed(Sql.update(connection, "delete from functions where name = ?", function));
    }
    return true;
  }

  private void deploy(Connection connection, FunctionVersion version) throws SQLException {
    FunctionName function = version.id().function();
    Sql.update(
        connection,
        "insert into functions (name, enabled) values (?, ?) on conflict do nothing",
        function.value(),
        true);
    Sql.update(
        connection,
        "insert into versions (function, number, revision, artifact, artifact_bytes, fingerprint,"
            + " spec, entry_target, entry_style, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        function.value(),
        version.id().number(),
        version.revision().toString(),
        version.artifact().hex(),
        version.artifactBytes(),
        version.fingerprint().hex(),
        SpecJson.write(version.spec()),
        version.entryPoint().target(),
        version.entryPoint().style().name(),
        Sql.nanos(version.createdAt()));
    for (Map.Entry<String, String> label : version.labels().entrySet()) {
      Sql.update(
          connection,
          "insert into version_labels (function, number, name, value) values (?, ?, ?, ?)",
          function.value(),
          version.id().number(),
          label.getKey(),
          label.getValue());
    }
    activate(connection, function.value(), version.id().number());
  }

  private static void activate(Connection connection, String function, int number)
      throws SQLException {
    Top top = top(connection, function);
    if (top.version != number) {
      Sql.update(
          connection,
          "insert into activations (function, position, version) values (?, ?, ?)",
          function,
          top.position + 1,
          number);
    }
  }

  private void rollBack(Connection connection, String function) throws SQLException {
    Top top = top(connection, function);
    changed(
        Sql.update(
            connection,
            "delete from activations where function = ? and position = ? and position > (select"
                + " min(position) from activations where function = ?)",
            function,
            top.position,
            function));
  }

  private void changed(int rows) throws SQLException {
    if (rows == 0) {
      throw new SQLException("the change does not fit what is stored: " + change);
    }
  }

  /** The activation on top of the stack; both are 0 when there is none yet. */
  private record Top(int position, int version) {}

  private static Top top(Connection connection, String function) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select position, version from activations where function = ?"
                + " order by position desc limit 1")) {
      statement.setString(1, function);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? new Top(row.getInt(1), row.getInt(2)) : new Top(0, 0);
      }
    }
  }
}
