package dev.hearth.host.payload;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Payload format 2.0. Used by one thread, once. */
final class PayloadV2 {

  static final String STAGE = "$default";
  static final String ACCOUNT = "anonymous";

  /** The form of the Common Log Format. */
  static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String COOKIE = "cookie";

  private final JsonGenerator json;

  PayloadV2(JsonGenerator json) {
    this.json = json;
  }

  void write(Input.Http http, Payload body, RequestFacts facts) {
    Map<String, List<String>> headers = Fields.headers(http);
    json.writeStartObject();
    json.writeStringProperty("version", "2.0");
    json.writeStringProperty("routeKey", STAGE);
    json.writeStringProperty("rawPath", http.path());
    json.writeStringProperty("rawQueryString", http.query());
    writeCookies(headers.getOrDefault(COOKIE, List.of()));
    writeJoined("headers", headers);
    Map<String, List<String>> query = Fields.query(http);
    if (!query.isEmpty()) {
      writeJoined("queryStringParameters", query);
    }
    writeContext(http, headers, facts);
    boolean isBase64 = false;
    if (body.size() > 0) {
      Body sent = Body.of(body, headers);
      json.writeStringProperty("body", sent.text());
      isBase64 = sent.isBase64();
    }
    json.writeBooleanProperty("isBase64Encoded", isBase64);
    json.writeEndObject();
  }

  private void writeCookies(List<String> lines) {
    if (!lines.isEmpty()) {
      json.writeArrayPropertyStart("cookies");
      lines.stream()
          .flatMap(line -> Arrays.stream(line.split(";", -1)))
          .map(String::strip)
          .filter(cookie -> !cookie.isEmpty())
          .forEach(json::writeString);
      json.writeEndArray();
    }
  }

  /** Several values of a name become one, with commas between them. */
  private void writeJoined(String name, Map<String, List<String>> fields) {
    json.writeObjectPropertyStart(name);
    fields.forEach((key, values) -> {
      if (!name.equals("headers") || !key.equals(COOKIE)) {
        json.writeStringProperty(key, String.join(",", values));
      }
    });
    json.writeEndObject();
  }

  private void writeContext(
      Input.Http http, Map<String, List<String>> headers, RequestFacts facts) {
    json.writeObjectPropertyStart("requestContext");
    json.writeStringProperty("accountId", ACCOUNT);
    json.writeStringProperty("apiId", facts.function());
    json.writeStringProperty("domainName", Fields.last(headers, "host"));
    json.writeStringProperty("domainPrefix", facts.function());
    json.writeObjectPropertyStart("http");
    json.writeStringProperty("method", http.method());
    json.writeStringProperty("path", http.path());
    json.writeStringProperty("protocol", "HTTP/1.1");
    json.writeStringProperty("sourceIp", Fields.sourceIp(headers));
    json.writeStringProperty("userAgent", Fields.last(headers, "user-agent"));
    json.writeEndObject();
    json.writeStringProperty("requestId", facts.requestId());
    json.writeStringProperty("routeKey", STAGE);
    json.writeStringProperty("stage", STAGE);
    json.writeStringProperty("time", LOG_TIME.format(facts.receivedAt()));
    json.writeNumberProperty("timeEpoch", facts.receivedAt().toEpochMilli());
    json.writeEndObject();
  }
}
