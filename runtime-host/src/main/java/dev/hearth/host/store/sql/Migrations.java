package dev.hearth.host.store.sql;

import dev.hearth.host.registry.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store's tables up to date, with Flyway. Immutable.
 *
 * <p>Starting Flyway costs many times what opening an up-to-date store does, so its history table
 * is read first: Flyway is left alone when there is nothing to do, and when there is nothing at
 * all.
 */
public final class Migrations implements ResourceProvider {

  /** Flyway tells of each step at INFO. A constant, as a logger that nobody holds is forgotten. */
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  private static final String HISTORY = "flyway_schema_history";

  private final List<MigrationScript> scripts;

  /**
   * The scripts in {@code folder} of this module's resources.
   *
   * @param fileNames by ascending version; a script never changes once released
   */
  public Migrations(String folder, List<String> fileNames) {
    this.scripts = fileNames.stream().map(name -> new MigrationScript(folder, name)).toList();
  }

  /**
   * Brings the tables up to date.
   *
   * @param connection to look with
   * @param source for Flyway, which opens connections of its own
   * @throws StoreException when the store was written by a newer release
   */
  public void apply(Connection connection, DataSource source) throws SQLException {
    int there = newestApplied(connection);
    int known = scripts.getLast().version();
    if (there > known) {
      throw new StoreException(
          "the store was written by a newer Hearth (tables of version "
              + there
              + ", this one knows "
              + known
              + "): start the newer one, or restore a backup from before the upgrade",
          new SQLException(HISTORY + " holds version " + there));
    }
    if (isFresh(connection)) {
      FreshTables.create(connection, scripts);
    } else if (there < known) {
      migrate(source);
    }
  }

  /** Lets Flyway do it, whatever it costs. */
  public void migrate(DataSource source) {
    FLYWAY_LOG.setLevel(Level.WARNING);
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(source)
        .resourceProvider(this)
        .javaMigrationClassProvider(List::of)
        .locations(new String[0])
        .skipDefaultCallbacks(true)
        .load()
        .migrate();
  }

  private static boolean isFresh(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      return !tables.next();
    }
  }

  /** The newest version in the history; 0 when there is none. */
  private static int newestApplied(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(cast(version as integer)) from " + HISTORY + " where success")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return scripts.stream().filter(s -> s.getFilename().equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return scripts.stream()
        .filter(s -> s.getFilename().startsWith(prefix))
        .filter(s -> Arrays.stream(suffixes).anyMatch(s.getFilename()::endsWith))
        .<LoadableResource>map(s -> s)
        .toList();
  }
}
