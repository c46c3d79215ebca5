package dev.hearth.host.store;

import dev.hearth.host.registry.Alias;
import dev.hearth.host.registry.DeployedFunction;
import dev.hearth.host.registry.Digest;
import dev.hearth.host.registry.EntryPoint;
import dev.hearth.host.registry.FunctionName;
import dev.hearth.host.registry.FunctionVersion;
import dev.hearth.host.registry.HandlerStyle;
import dev.hearth.host.registry.RevisionId;
import dev.hearth.host.registry.VersionId;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.registry.traffic.AliasTraits;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the catalogue, one query for each table. Used by one thread, for one load. */
final class CatalogueReader {

  private final SpecPool specs = new SpecPool();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /**
   * Everything that is deployed, by name.
   *
   * @param connection in a transaction, so that the tables fit together
   * @throws IllegalArgumentException when the tables hold what this release cannot read
   */
  static List<DeployedFunction> read(Connection connection) throws SQLException {
    CatalogueReader reader = new CatalogueReader();
    try (Statement statement = connection.createStatement()) {
      reader.functions(statement);
      reader.labels(statement);
      reader.versions(statement);
      reader.activations(statement);
      reader.aliases(statement);
      reader.traits(statement);
    }
    return reader.drafts.values().stream().map(Draft::finished).toList();
  }

  private void functions(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select name, enabled, settings from functions"
                + " left join function_settings on function = name order by name")) {
      while (row.next()) {
        String name = row.getString(1);
        FunctionSettings settings =
            Optional.ofNullable(row.getString(3))
                .map(SettingsTable::read)
                .orElse(FunctionSettings.NONE);
        drafts.put(name, new Draft(new FunctionName(name), row.getBoolean(2), settings));
      }
    }
  }

  private void labels(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select function, number, name, value from version_labels")) {
      while (row.next()) {
        draft(row)
            .labels
            .computeIfAbsent(row.getInt(2), _ -> new HashMap<>())
            .put(row.getString(3), row.getString(4));
      }
    }
  }

  private void versions(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select function, number, revision, artifact, artifact_bytes, fingerprint, spec,"
                + " entry_target, entry_style, created_at from versions")) {
      while (row.next()) {
        draft(row).versions.put(row.getInt(2), version(row, draft(row)));
      }
    }
  }

  private FunctionVersion version(ResultSet row, Draft draft) throws SQLException {
    return new FunctionVersion(
        new RevisionId(UUID.fromString(row.getString(3))),
        new VersionId(draft.name, row.getInt(2)),
        new Digest(row.getString(4)),
        row.getLong(5),
        new Digest(row.getString(6)),
        specs.of(row.getString(7)),
        new EntryPoint(row.getString(8), HandlerStyle.valueOf(row.getString(9))),
        Sql.instant(row.getLong(10)),
        draft.labels.getOrDefault(row.getInt(2), Map.of()));
  }

  private void activations(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select function, version from activations order by function, position")) {
      while (row.next()) {
        draft(row).activations.add(row.getInt(2));
      }
    }
  }

  private void aliases(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("select function, name, version, weight from aliases")) {
      while (row.next()) {
        draft(row)
            .weights
            .computeIfAbsent(row.getString(2), _ -> new TreeMap<>())
            .put(row.getInt(3), row.getInt(4));
      }
    }
  }

  private void traits(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select function, name, sticky, description, main from alias_traits")) {
      while (row.next()) {
        draft(row).traits.put(row.getString(2), AliasTable.traits(row, 3));
      }
    }
  }

  private Draft draft(ResultSet row) throws SQLException {
    Draft draft = drafts.get(row.getString(1));
    if (draft == null) {
      throw new IllegalArgumentException(
          "rows of a function that is not there: " + row.getString(1));
    }
    return draft;
  }

  /** A function while its rows come in. */
  private static final class Draft {

    private final FunctionName name;
    private final boolean enabled;
    private final FunctionSettings settings;
    private final Map<Integer, Map<String, String>> labels = new HashMap<>();
    private final TreeMap<Integer, FunctionVersion> versions = new TreeMap<>();
    private final List<Integer> activations = new ArrayList<>();
    private final Map<String, TreeMap<Integer, Integer>> weights = new HashMap<>();
    private final Map<String, AliasTraits> traits = new HashMap<>();

    Draft(FunctionName name, boolean enabled, FunctionSettings settings) {
      this.name = name;
      this.enabled = enabled;
      this.settings = settings;
    }

    DeployedFunction finished() {
      Map<String, Alias> aliases = new HashMap<>();
      weights.forEach((alias, byVersion) ->
          aliases.put(
              alias, new Alias(alias, byVersion, traits.getOrDefault(alias, AliasTraits.NONE))));
      return new DeployedFunction(name, versions, activations, aliases, enabled, settings);
    }
  }
}
