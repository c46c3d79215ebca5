package dev.hearth.host.store.secret;

import dev.hearth.host.secret.SealedSecret;
import dev.hearth.host.secret.SecretStore;
import dev.hearth.host.store.sql.Database;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Secrets as rows. Any thread may use it. */
public final class SecretTable implements SecretStore {

  private final Database database;

  /** In {@code database}, which stays its owner's. */
  public SecretTable(Database database) {
    this.database = database;
  }

  @Override
  public List<SealedSecret> secrets() {
    return database.read(SecretTable::read);
  }

  private static List<SealedSecret> read(Connection connection) throws SQLException {
    List<SealedSecret> secrets = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select name, key_id, sealed, created_at, changed_at from secrets order by name")) {
      while (row.next()) {
        secrets.add(
            new SealedSecret(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Sql.instant(row.getLong(4)),
                Sql.instant(row.getLong(5))));
      }
    }
    return List.copyOf(secrets);
  }

  @Override
  public void put(SealedSecret secret) {
    database.write(connection ->
        Sql.update(
            connection,
            "insert into secrets (name, key_id, sealed, created_at, changed_at)"
                + " values (?, ?, ?, ?, ?)"
                + " on conflict (name) do update set key_id = excluded.key_id,"
                + " sealed = excluded.sealed, changed_at = excluded.changed_at",
            secret.name(),
            secret.keyId(),
            secret.sealed(),
            Sql.nanos(secret.createdAt()),
            Sql.nanos(secret.changedAt())));
  }

  @Override
  public boolean remove(String name) {
    return database.write(
        connection -> Sql.update(connection, "delete from secrets where name = ?", name) == 1);
  }
}
