package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.journey.SharedHost;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a handler in JavaScript has of the host: its context, events, secrets, other functions. */
@ExtendWith(SharedHost.class)
class JavaScriptContextTest {

  @Test
  void theContextTellsOfTheCall(HostClient host) {
    Program.of(
            "index.mjs",
            """
            export default (event, context) => ({
              ...context,
              left: context.getRemainingTimeInMillis(),
              until: context.deadline.getTime() - Date.now(),
              node: process.env.GREETING,
            });
            """)
        .deploy(host, "context", "env: {GREETING: hello}\ntimeout: {run: 20s}")
        .expect(201);
    Reply reply = host.get("context").expect(200);
    JsonNode seen = reply.json();
    assertThat(seen.path("id").asString()).isEqualTo(reply.invocation());
    assertThat(seen.path("functionName").asString()).isEqualTo("context");
    assertThat(seen.path("functionVersion").intValue()).isEqualTo(1);
    assertThat(seen.path("attempt").intValue()).isEqualTo(1);
    assertThat(seen.path("env").toString()).isEqualTo("{\"GREETING\":\"hello\"}");
    assertThat(seen.path("node").asString()).isEqualTo("hello");
    assertThat(seen.path("left").longValue()).isBetween(1L, 20_000L);
    assertThat(seen.path("until").longValue()).isBetween(1L, 20_000L);
    assertThat(seen.path("traceparent").asString()).startsWith("00-");
  }

  @Test
  void aSecretIsThereIfTheManifestNamesIt(HostClient host) {
    host.send(host.toAdmin("/v1/secrets/JS_TOKEN").PUT(BodyPublishers.ofString("s3cret")))
        .expect(201);
    Program.of(
            "index.mjs",
            """
            export default (event, context) => {
              try { return context.secret(event.body); } catch (e) { return e.name + ' ' + e.message; }
            };
            """)
        .deploy(host, "secret", "secrets: [JS_TOKEN]")
        .expect(201);
    assertThat(host.post("secret", "JS_TOKEN").expect(200).text()).isEqualTo("s3cret");
    assertThat(host.post("secret", "OTHER").expect(200).text())
        .startsWith("HostError ")
        .contains("OTHER");
  }

  @Test
  void functionsCallEachOther(HostClient host) {
    Program.of(
            "index.mjs",
            "export default (event) => ({ status: 201, headers: { 'x-a': 'b' }, body: { got: event.json(), by: event.method } });")
        .deploy(host, "called")
        .expect(201);
    Program.of(
            "index.mjs",
            """
            export default async (event, context) => {
              const answer = await context.invoke('called', { n: 1 });
              let refused;
              try { await context.invoke('not-allowed'); } catch (e) { refused = e.reason; }
              return [answer.status, answer.headers['x-a'], answer.json().got.n, answer.json().by, refused].join();
            };
            """)
        .deploy(host, "calling", "permissions: {invoke: [called]}")
        .expect(201);
    assertThat(host.get("calling").expect(200).text()).isEqualTo("201,b,1,POST,forbidden");
  }

  @Test
  void theSameHandlerTakesEventsThatOthersEmit(HostClient host) {
    Program.of(
            "index.mjs",
            "export default (event) => { console.log(`${event.type} ${event.data.n} ${event.source}`); };")
        .deploy(host, "hears", "triggers: [{event: {filters: [{exact: {type: com.acme.js}}]}}]")
        .expect(201);
    Program.of(
            "index.mjs",
            "export default async (event, context) => ({ id: await context.emit('com.acme.js', { n: 42 }) });")
        .deploy(host, "emits", "permissions: {emit: [com.acme.js]}")
        .expect(201);
    assertThat(host.get("emits").expect(200).json().path("id").asString()).isNotEmpty();
    String heard =
        Eventually.get(
                () -> host.admin("GET", "/v1/logs?function=hears"),
                logs -> logs.text().contains("com.acme.js"))
            .text();
    assertThat(heard).contains("com.acme.js 42 /fn/emits");
  }

  @Test
  void aLambdaPayloadComesAsItIs(HostClient host) {
    Program.of("index.mjs", "export default (event) => event.a + 1;")
        .deploy(host, "payload")
        .expect(201);
    Reply reply =
        host.send(
            host.toGateway("/2015-03-31/functions/payload/invocations")
                .POST(BodyPublishers.ofString("{\"a\": 41}")));
    assertThat(reply.expect(200).text()).isEqualTo("42");
  }

  @Test
  void statusTellsWhichLanguagesAreOpen(HostClient host) {
    Program.of("index.mjs", "export default () => 1;").deploy(host, "opens").expect(201);
    JsonNode languages = host.admin("GET", "/v1/status").expect(200).json().path("languages");
    assertThat(languages.path("jit").isBoolean()).isTrue();
    assertThat(languages.path("engines").path("JavaScript").asString()).isNotEmpty();
  }
}
