package dev.hearth.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.invocation.Payload;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a host replied.
 *
 * @param http as in {@link HttpResponse#version()}
 */
public record Reply(int status, HttpHeaders headers, Payload body, String http) {

  private static final JsonMapper JSON = new JsonMapper();

  static Reply of(HttpResponse<byte[]> response) {
    return new Reply(
        response.statusCode(),
        response.headers(),
        Payload.wrap(response.body()),
        response.version().name());
  }

  /** The body as text. */
  public String text() {
    return new String(body.copy(), UTF_8);
  }

  /** The body as JSON. */
  public JsonNode json() {
    return JSON.readTree(body.copy());
  }

  /** A header field; empty if there is none. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The id of the call. */
  public String invocation() {
    return header("x-invocation-id");
  }

  /** Whether an instance was started for the call. */
  public boolean cold() {
    assertThat(header("x-cold-start")).isIn("true", "false");
    return header("x-cold-start").equals("true");
  }

  /** A part of the time, from {@code Server-Timing}. */
  public double millis(String part) {
    String times = header("server-timing");
    int from = times.indexOf(part + ";dur=") + part.length() + 5;
    int comma = times.indexOf(',', from);
    return Double.parseDouble(times.substring(from, comma < 0 ? times.length() : comma));
  }

  /** This reply, which must have the status. */
  public Reply expect(int wanted) {
    assertThat(status).as("%s %s", headers.map(), text()).isEqualTo(wanted);
    return this;
  }

  /** This reply, which must be a problem with this status, reason and component. */
  public Reply expectProblem(int wanted, String reason, String component) {
    expect(wanted);
    assertThat(header("content-type")).isEqualTo("application/problem+json");
    assertThat(json().path("status").intValue()).isEqualTo(wanted);
    assertThat(json().path("title").asString()).isNotEmpty();
    assertThat(json().path("reason").asString()).as(text()).isEqualTo(reason);
    assertThat(json().path("component").asString()).isEqualTo(component);
    assertThat(detail()).isNotEmpty();
    return this;
  }

  /** What the problem says. */
  public String detail() {
    return json().path("detail").asString();
  }
}
