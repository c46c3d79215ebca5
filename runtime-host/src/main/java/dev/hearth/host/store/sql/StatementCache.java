package dev.hearth.host.store.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the statements of one connection prepared: preparing one takes several times what running
 * it does. Owned by the thread that uses the connection; closing the connection frees them.
 */
final class StatementCache implements InvocationHandler {

  /** More than the host has; those used longest ago give way. */
  private static final int MOST = 256;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true);

  private StatementCache(Connection connection) {
    this.connection = connection;
  }

  /** A connection that keeps its statements for {@link Sql}. */
  interface Caching {

    /**
     * The statement for {@code sql}. The cache closes it; a result of it ends with the next use.
     */
    PreparedStatement cached(String sql) throws SQLException;
  }

  /** The same connection, with its statements kept. */
  static Connection over(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            StatementCache.class.getClassLoader(),
            new Class<?>[] {Connection.class, Caching.class},
            new StatementCache(connection));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && method.getDeclaringClass().equals(Caching.class)) {
      return statement((String) arguments[0]);
    }
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement there = statements.get(sql);
    if (there != null) {
      return there;
    }
    if (statements.size() >= MOST) {
      statements.pollFirstEntry().getValue().close();
    }
    PreparedStatement made = connection.prepareStatement(sql);
    statements.put(sql, made);
    return made;
  }
}
