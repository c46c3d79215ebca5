package dev.hearth.host.store;

import dev.hearth.host.registry.setting.AsyncTerms;
import dev.hearth.host.registry.setting.FunctionSettings;
import dev.hearth.host.registry.setting.Publication;
import dev.hearth.host.store.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What holds for a function whatever its version, as a row with one JSON text. Few functions have
 * one.
 */
final class SettingsTable {

  private static final JsonMapper JSON = new JsonMapper();

  private SettingsTable() {}

  /** How many rows have changed: none if the function is not there. */
  static int put(Connection connection, String function, FunctionSettings settings)
      throws SQLException {
    return Sql.update(
        connection,
        "insert into function_settings (function, settings)"
            + " select name, ? from functions where name = ?"
            + " on conflict (function) do update set settings = excluded.settings",
        write(settings),
        function);
  }

  static String write(FunctionSettings settings) {
    ObjectNode json = JSON.createObjectNode();
    settings.maxCalls().ifPresent(max -> json.put("maxCalls", max));
    ObjectNode async = json.putObject("async");
    settings.async().forEach((qualifier, terms) -> write(terms, async.putObject(qualifier)));
    ObjectNode published = json.putObject("published");
    settings
        .published()
        .forEach((number, publication) ->
            published
                .putObject(number.toString())
                .put("description", publication.description())
                .put("at", publication.at().toString()));
    ObjectNode tags = json.putObject("tags");
    settings.tags().forEach(tags::put);
    return json.toString();
  }

  private static void write(AsyncTerms terms, ObjectNode json) {
    terms.retries().ifPresent(retries -> json.put("retries", retries));
    terms.maxAge().ifPresent(age -> json.put("maxAge", age.toString()));
    json.put("changedAt", terms.changedAt().toString());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  static FunctionSettings read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      SortedMap<Integer, Publication> published = new TreeMap<>();
      map(json.path("published"), SettingsTable::publication)
          .forEach((number, publication) -> published.put(Integer.valueOf(number), publication));
      return new FunctionSettings(
          number(json.path("maxCalls")),
          map(json.path("async"), SettingsTable::terms),
          published,
          map(json.path("tags"), JsonNode::stringValue));
    } catch (JacksonException | java.time.DateTimeException damaged) {
      throw new IllegalArgumentException("these are no settings of a function: " + text, damaged);
    }
  }

  private static <T> SortedMap<String, T> map(JsonNode json, Function<JsonNode, T> reading) {
    SortedMap<String, T> map = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      map.put(entry.getKey(), reading.apply(entry.getValue()));
    }
    return map;
  }

  private static AsyncTerms terms(JsonNode json) {
    String age = json.path("maxAge").asString("");
    return new AsyncTerms(
        number(json.path("retries")),
        age.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(age)),
        Instant.parse(json.path("changedAt").stringValue()));
  }

  private static Publication publication(JsonNode json) {
    return new Publication(
        json.path("description").stringValue(), Instant.parse(json.path("at").stringValue()));
  }

  private static OptionalInt number(JsonNode json) {
    return json.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(json.intValue());
  }
}
