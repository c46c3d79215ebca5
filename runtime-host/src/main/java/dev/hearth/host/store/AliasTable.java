package dev.hearth.host.store;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.registry.traffic.StickySource;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Aliases as rows: one for each weight, and one more where an alias says more than weights. */
final class AliasTable {

  private AliasTable() {}

  static void put(Connection connection, String function, Alias alias) throws SQLException {
    delete(connection, function, alias.name());
    for (Map.Entry<Integer, Integer> weight : alias.weights().entrySet()) {
      Sql.update(
          connection,
          "insert into aliases (function, name, version, weight) values (?, ?, ?, ?)",
          function,
          alias.name(),
          weight.getKey(),
          weight.getValue());
    }
    AliasTraits traits = alias.traits();
    if (!traits.equals(AliasTraits.NONE)) {
      Sql.update(
          connection,
          "insert into alias_traits (function, name, sticky, description, main)"
              + " values (?, ?, ?, ?, ?)",
          function,
          alias.name(),
          traits.sticky().toString(),
          traits.description(),
          traits.main());
    }
  }

  /** How many weights are gone. */
  static int delete(Connection connection, String function, String alias) throws SQLException {
    Sql.update(
        connection, "delete from alias_traits where function = ? and name = ?", function, alias);
    return Sql.update(
        connection, "delete from aliases where function = ? and name = ?", function, alias);
  }

  /** Reads {@code sticky, description, main}, from the given column on. */
  static AliasTraits traits(ResultSet row, int column) throws SQLException {
    return new AliasTraits(
        StickySource.parse(row.getString(column)),
        row.getString(column + 1),
        row.getInt(column + 2));
  }
}
