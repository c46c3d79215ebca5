package dev.hearth.host.payload;

import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Payload format 1.0, the one of {@code APIGatewayProxyRequestEvent}. Used by one thread, once. */
final class PayloadV1 {

  private static final String RESOURCE = "/{proxy+}";

  private final JsonGenerator json;

  PayloadV1(JsonGenerator json) {
    this.json = json;
  }

  void write(Input.Http http, Payload body, RequestFacts facts) {
    Map<String, List<String>> headers = Fields.headers(http);
    json.writeStartObject();
    json.writeStringProperty("version", "1.0");
    json.writeStringProperty("resource", RESOURCE);
    json.writeStringProperty("path", http.path());
    json.writeStringProperty("httpMethod", http.method());
    writeLast("headers", headers);
    writeAll("multiValueHeaders", headers);
    Map<String, List<String>> query = Fields.query(http);
    writeLast("queryStringParameters", query);
    writeAll("multiValueQueryStringParameters", query);
    json.writeObjectPropertyStart("pathParameters");
    json.writeStringProperty("proxy", http.path().substring(http.path().startsWith("/") ? 1 : 0));
    json.writeEndObject();
    json.writeNullProperty("stageVariables");
    writeContext(http, headers, facts);
    writeBody(body, headers);
    json.writeEndObject();
  }

  private void writeLast(String name, Map<String, List<String>> fields) {
    if (fields.isEmpty()) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    fields.forEach((key, values) -> json.writeStringProperty(key, values.getLast()));
    json.writeEndObject();
  }

  private void writeAll(String name, Map<String, List<String>> fields) {
    if (fields.isEmpty()) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    fields.forEach((key, values) -> {
      json.writeArrayPropertyStart(key);
      values.forEach(json::writeString);
      json.writeEndArray();
    });
    json.writeEndObject();
  }

  private void writeContext(
      Input.Http http, Map<String, List<String>> headers, RequestFacts facts) {
    json.writeObjectPropertyStart("requestContext");
    json.writeStringProperty("accountId", PayloadV2.ACCOUNT);
    json.writeStringProperty("apiId", facts.function());
    json.writeStringProperty("domainName", Fields.last(headers, "host"));
    json.writeStringProperty("domainPrefix", facts.function());
    json.writeStringProperty("extendedRequestId", facts.requestId());
    json.writeStringProperty("httpMethod", http.method());
    json.writeObjectPropertyStart("identity");
    json.writeStringProperty("sourceIp", Fields.sourceIp(headers));
    json.writeStringProperty("userAgent", Fields.last(headers, "user-agent"));
    json.writeEndObject();
    json.writeStringProperty("path", http.path());
    json.writeStringProperty("protocol", "HTTP/1.1");
    json.writeStringProperty("requestId", facts.requestId());
    json.writeStringProperty("requestTime", PayloadV2.LOG_TIME.format(facts.receivedAt()));
    json.writeNumberProperty("requestTimeEpoch", facts.receivedAt().toEpochMilli());
    json.writeStringProperty("resourceId", "proxy");
    json.writeStringProperty("resourcePath", RESOURCE);
    json.writeStringProperty("stage", PayloadV2.STAGE);
    json.writeEndObject();
  }

  private void writeBody(Payload body, Map<String, List<String>> headers) {
    boolean isBase64 = false;
    if (body.size() == 0) {
      json.writeNullProperty("body");
    } else {
      Body sent = Body.of(body, headers);
      json.writeStringProperty("body", sent.text());
      isBase64 = sent.isBase64();
    }
    json.writeBooleanProperty("isBase64Encoded", isBase64);
  }
}
