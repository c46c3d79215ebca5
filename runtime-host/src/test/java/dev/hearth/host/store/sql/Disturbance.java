package dev.hearth.host.store.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/**
 * Sees every statement that a writer runs, and may disturb it: stands between the store and its
 * driver. Used by the writer's thread; what it has seen may be read by any.
 */
final class Disturbance implements UnaryOperator<Connection> {

  private static final Set<String> RUNNING = Set.of("execute", "executeUpdate", "executeQuery");

  private final Step step;
  private final Set<String> statements = new ConcurrentSkipListSet<>();

  /** What happens around a statement. */
  interface Step {
    /** Called before a statement, or after it when it succeeded; may throw in its stead. */
    void at(String sql, boolean after) throws SQLException;
  }

  Disturbance(Step step) {
    this.step = step;
  }

  /** The texts of all statements. */
  Set<String> statements() {
    return statements;
  }

  @Override
  public Connection apply(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Disturbance.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Object result = unwrapping(() -> method.invoke(connection, arguments));
              return result instanceof PreparedStatement statement
                  ? watched(statement, (String) arguments[0])
                  : result;
            });
  }

  private PreparedStatement watched(PreparedStatement statement, String sql) {
    statements.add(sql);
    return (PreparedStatement)
        Proxy.newProxyInstance(
            Disturbance.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              boolean runs = RUNNING.contains(method.getName());
              if (runs) {
                step.at(sql, false);
              }
              Object result = unwrapping(() -> method.invoke(statement, arguments));
              if (runs) {
                step.at(sql, true);
              }
              return result;
            });
  }

  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }

  private static Object unwrapping(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
