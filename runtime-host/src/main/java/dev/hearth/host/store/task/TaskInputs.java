package dev.hearth.host.store.task;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What tasks are given that is no event: a row each, gone when the task is purged. A row without a
 * method is a payload of the Lambda Invoke API, with the client context as its query. Stateless.
 */
final class TaskInputs {

  private static final String INSERT =
      "insert into task_inputs (task, method, path, query, headers, body)"
          + " values (?, ?, ?, ?, ?, ?)";

  private TaskInputs() {}

  /** Keeps an input; events are kept elsewhere. */
  static void insert(Connection connection, String task, Input input) throws SQLException {
    switch (input) {
      case Input.Http http -> insert(connection, task, whole(http));
      case Input.Direct direct ->
          insert(
              connection,
              task,
              new Input.Http("", "", direct.clientContext(), List.of(), direct.body()));
      case Input.Happening _ -> {}
    }
  }

  private static Input.Http whole(Input.Http http) {
    if (http.isStreamed()) {
      throw new IllegalArgumentException("a task's input is there as a whole: read it first");
    }
    return http;
  }

  private static void insert(Connection connection, String task, Input.Http http)
      throws SQLException {
    Sql.update(
        connection,
        INSERT,
        task,
        http.method(),
        http.path(),
        http.query(),
        FieldsJson.write(http.headers()),
        http.body().array());
  }

  /** The input in a row whose {@code method} is not null. */
  static Input read(ResultSet row) throws SQLException {
    Payload body = Payload.wrap(row.getBytes("body"));
    String method = row.getString("method");
    if (method.isEmpty()) {
      return new Input.Direct(body, row.getString("query"));
    }
    return new Input.Http(
        method,
        row.getString("path"),
        row.getString("query"),
        FieldsJson.read(row.getString("headers")),
        body);
  }
}
