package dev.hearth.host.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.HeaderField;
import dev.hearth.host.invocation.Input;
import dev.hearth.host.invocation.Payload;
import dev.hearth.host.registry.FunctionSpec.PayloadFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpPayloadTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final RequestFacts FACTS =
      new RequestFacts("price", "id-1", Instant.ofEpochMilli(1_583_348_638_390L));

  private static JsonNode written(PayloadFormat format, Input.Http http) throws IOException {
    return JSON.readTree(HttpPayload.of(format, http, FACTS).array());
  }

  private static Input.Http request(byte[] body, HeaderField... fields) {
    return new Input.Http(
        "POST", "/a%20b", "a=1&b=2&a=%C3%A4&c", List.of(fields), Payload.wrap(body));
  }

  private static HeaderField field(String name, String value) {
    return new HeaderField(name, value);
  }

  @Test
  void format2HasOneValueForEachName() throws IOException {
    JsonNode event =
        written(
            PayloadFormat.V2,
            request(
                "{}".getBytes(StandardCharsets.UTF_8),
                field("Content-Type", "application/json"),
                field("X-A", "1"),
                field("x-a", "2"),
                field("Cookie", "c=d; e=f"),
                field("Host", "h:80"),
                field("User-Agent", "curl"),
                field("X-Forwarded-For", "1.2.3.4, 5.6.7.8")));

    assertThat(event.toString())
        .isEqualTo(
            "{\"version\":\"2.0\",\"routeKey\":\"$default\",\"rawPath\":\"/a%20b\","
                + "\"rawQueryString\":\"a=1&b=2&a=%C3%A4&c\",\"cookies\":[\"c=d\",\"e=f\"],"
                + "\"headers\":{\"content-type\":\"application/json\",\"x-a\":\"1,2\",\"host\":\"h:80\","
                + "\"user-agent\":\"curl\",\"x-forwarded-for\":\"1.2.3.4, 5.6.7.8\"},"
                + "\"queryStringParameters\":{\"a\":\"1,ä\",\"b\":\"2\",\"c\":\"\"},"
                + "\"requestContext\":{\"accountId\":\"anonymous\",\"apiId\":\"price\","
                + "\"domainName\":\"h:80\",\"domainPrefix\":\"price\",\"http\":{\"method\":\"POST\","
                + "\"path\":\"/a%20b\",\"protocol\":\"HTTP/1.1\",\"sourceIp\":\"1.2.3.4\","
                + "\"userAgent\":\"curl\"},\"requestId\":\"id-1\",\"routeKey\":\"$default\","
                + "\"stage\":\"$default\",\"time\":\"04/Mar/2020:19:03:58 +0000\","
                + "\"timeEpoch\":1583348638390},\"body\":\"{}\",\"isBase64Encoded\":false}");
  }

  @Test
  void format1HasEveryValueBesideTheLast() throws IOException {
    JsonNode event =
        written(PayloadFormat.V1, request(new byte[0], field("X-A", "1"), field("X-A", "2")));

    assertThat(event.get("headers").toString()).isEqualTo("{\"x-a\":\"2\"}");
    assertThat(event.get("multiValueHeaders").toString()).isEqualTo("{\"x-a\":[\"1\",\"2\"]}");
    assertThat(event.get("queryStringParameters").toString())
        .isEqualTo("{\"a\":\"ä\",\"b\":\"2\",\"c\":\"\"}");
    assertThat(event.get("multiValueQueryStringParameters").get("a").toString())
        .isEqualTo("[\"1\",\"ä\"]");
    assertThat(event.get("httpMethod").asString()).isEqualTo("POST");
    assertThat(event.get("body").isNull()).isTrue();
    assertThat(event.at("/requestContext/requestTimeEpoch").asLong()).isEqualTo(1_583_348_638_390L);
  }

  @Test
  void whatIsNoTextGoesInBase64() throws IOException {
    byte[] text = "a=b".getBytes(StandardCharsets.UTF_8);

    assertThat(isBase64(request(text, field("content-type", "application/octet-stream")))).isTrue();
    assertThat(isBase64(request(text, field("content-type", "application/x-www-form-urlencoded"))))
        .isTrue();
    assertThat(isBase64(request(text, field("content-encoding", "gzip")))).isTrue();
    assertThat(isBase64(request(text, field("content-type", "application/vnd.x+json")))).isFalse();
    assertThat(isBase64(request(text, field("content-type", "TEXT/CSV; charset=x")))).isFalse();
    assertThat(isBase64(request(text))).isFalse();
  }

  private static boolean isBase64(Input.Http http) throws IOException {
    return written(PayloadFormat.V2, http).get("isBase64Encoded").asBoolean();
  }

  @Property
  void everyBodyComesBackWhole(@ForAll @Size(max = 64) byte[] body, @ForAll boolean text)
      throws IOException {
    String type = text ? "text/plain" : "image/png";
    for (PayloadFormat format : PayloadFormat.values()) {
      JsonNode event = written(format, request(body, field("content-type", type)));
      String said = event.path("body").isString() ? event.get("body").asString() : "";
      assertThat(
              event.get("isBase64Encoded").asBoolean()
                  ? Base64.getDecoder().decode(said)
                  : said.getBytes(StandardCharsets.UTF_8))
          .isEqualTo(body);
    }
  }

  @Property
  void whateverIsSentIsWrittenAsJson(
      @ForAll String path, @ForAll String query, @ForAll String name, @ForAll String value)
      throws IOException {
    Input.Http http =
        new Input.Http("GET", path, query, List.of(field(name, value)), Payload.empty());
    for (PayloadFormat format : PayloadFormat.values()) {
      String key = format == PayloadFormat.V2 ? "rawPath" : "path";
      assertThat(written(format, http).get(key).asString()).isEqualTo(utf8(path));
    }
  }

  /** Half a character cannot be sent. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
