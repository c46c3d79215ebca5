package dev.hearth.host.journey.polyglot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.journey.SharedHost;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A handler in JavaScript sees the request, gives an answer, and says what goes wrong. */
@ExtendWith(SharedHost.class)
class JavaScriptTest {

  private static Reply deployed(HostClient host, String name, String module) {
    return Program.of("index.mjs", module).deploy(host, name).expect(201);
  }

  @Test
  void aBareFileIsDeployedAndCalled(HostClient host) {
    byte[] code = "export default (event) => `Hello, ${event.body}!`;".getBytes(UTF_8);
    Reply reply = host.upload("bare", code, "text/javascript").expect(201);
    assertThat(reply.json().path("entryPoint").toString()).contains("index.js");
    Reply answer = host.post("bare", "Ada").expect(200);
    assertThat(answer.text()).isEqualTo("Hello, Ada!");
    assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(answer.cold()).isTrue();
    assertThat(host.post("bare", "Bob").cold()).isFalse();
  }

  @Test
  void aHandlerSeesTheWholeRequest(HostClient host) {
    deployed(host, "request", "export default (event) => event;");
    JsonNode seen =
        host.send(
                host.toGateway("/fn/request/a%20b/c?x=1&x=2&y=%C3%BC")
                    .header("X-Two", "first")
                    .header("X-Two", "second")
                    .method("PATCH", BodyPublishers.ofString("grüß Gott")))
            .expect(200)
            .json();
    assertThat(seen.path("method").asString()).isEqualTo("PATCH");
    assertThat(seen.path("path").asString()).isEqualTo("/a%20b/c");
    assertThat(seen.path("rawQuery").asString()).isEqualTo("x=1&x=2&y=%C3%BC");
    assertThat(seen.path("query").path("x").asString()).isEqualTo("1");
    assertThat(seen.path("query").path("y").asString()).isEqualTo("ü");
    assertThat(seen.path("headers").path("x-two").asString()).isEqualTo("first, second");
    assertThat(seen.path("body").asString()).isEqualTo("grüß Gott");
    assertThat(seen.path("isBase64Encoded").booleanValue()).isFalse();
  }

  @Test
  void bytesGoInAndOutAsTheyAre(HostClient host) {
    deployed(host, "bytes", "export default (event) => event.bytes().map((byte) => byte ^ 255);");
    byte[] sent = new byte[256];
    byte[] wanted = new byte[256];
    for (int i = 0; i < 256; i++) {
      sent[i] = (byte) i;
      wanted[i] = (byte) (i ^ 255);
    }
    Reply reply =
        host.send(host.toGateway("/fn/bytes").POST(BodyPublishers.ofByteArray(sent))).expect(200);
    assertThat(reply.body().array()).isEqualTo(wanted);
    assertThat(reply.header("content-type")).isEqualTo("application/octet-stream");
  }

  @Test
  void aHandlerMayAnswerInEachOfTheForms(HostClient host) {
    deployed(
        host,
        "forms",
        """
        export default ({ path }) => ({
          '/none': undefined,
          '/json': { a: [1, null], status: 'ok' },
          '/list': [1, 2],
          '/whole': { status: 201, headers: { 'X-One': 1, 'Set-Cookie': ['a=1', 'b=2'] }, body: { made: true } },
          '/lambda': { statusCode: 202, body: 'dGV4dA==', isBase64Encoded: true },
          '/html': { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' },
          '/empty': { status: 304 },
        })[path];
        """);
    assertThat(host.get("forms/none").expect(204).text()).isEmpty();
    Reply json = host.get("forms/json").expect(200);
    assertThat(json.text()).isEqualTo("{\"a\":[1,null],\"status\":\"ok\"}");
    assertThat(json.header("content-type")).isEqualTo("application/json");
    assertThat(host.get("forms/list").expect(200).text()).isEqualTo("[1,2]");
    Reply whole = host.get("forms/whole").expect(201);
    assertThat(whole.text()).isEqualTo("{\"made\":true}");
    assertThat(whole.header("x-one")).isEqualTo("1");
    assertThat(whole.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(host.get("forms/lambda").expect(202).text()).isEqualTo("text");
    assertThat(host.get("forms/html").expect(200).header("content-type")).isEqualTo("text/html");
    host.get("forms/empty").expect(304);
  }

  @Test
  void anAnswerThatCannotBeSentIsSaidSo(HostClient host) {
    deployed(
        host,
        "unsendable",
        """
        export default ({ path }) => ({
          '/status': { status: 99 },
          '/field': { status: 200, headers: { 'a b': 'c' } },
          '/split': { status: 200, headers: { a: 'b\\r\\nc: d' } },
          '/circle': (() => { const a = {}; a.a = a; return a; })(),
          '/large': 'x'.repeat(7 * 1024 * 1024),
        })[path];
        """);
    for (String path : new String[] {"status", "field", "split", "circle", "large"}) {
      host.get("unsendable/" + path).expectProblem(502, "invalid-response", "function");
    }
  }

  @Test
  void promisesAndTimersAreAwaited(HostClient host) {
    deployed(
        host,
        "awaits",
        """
        const ready = await new Promise((done) => setTimeout(() => done('loaded'), 5));
        const later = (value) => new Promise((done) => setTimeout(() => done(value), 5));
        export default async (event) => {
          if (event.path === '/never') { await new Promise(() => {}); }
          if (event.path === '/timer') { setTimeout(() => { throw new Error('in a timer'); }, 1); await later(1); await later(2); }
          return [ready, ...await Promise.all([later(1), later(2)])].join();
        };
        """);
    assertThat(host.get("awaits").expect(200).text()).isEqualTo("loaded,1,2");
    assertThat(host.get("awaits/never").expectProblem(502, "function-error", "function").detail())
        .contains("never settles");
    assertThat(host.get("awaits/timer").expectProblem(502, "function-error", "function").detail())
        .contains("in a timer");
    assertThat(host.get("awaits").expect(200).text()).isEqualTo("loaded,1,2");
  }

  @Test
  void whatIsLoggedBelongsToItsCall(HostClient host) {
    deployed(
        host,
        "logs",
        """
        console.log('loading');
        export default (event) => {
          console.log('got', event.body, { a: 1 }, [2], null, undefined, 3n);
          console.error(new Error('shown').message);
          console.warn('careful\\nof lines');
        };
        """);
    Reply first = host.post("logs", "one").expect(204);
    assertThat(host.logsOf(first, 5).text())
        .contains("loading", "got one {\\\"a\\\":1} [2] null undefined 3n", "shown")
        .contains("careful", "of lines", "\"error\"", "\"warning\"");
    Reply second = host.post("logs", "two").expect(204);
    assertThat(host.logsOf(second, 4).text()).contains("got two").doesNotContain("loading", "one");
  }

  @Test
  void anErrorHasTheStackOfTheFunction(HostClient host) {
    Program.of(
            "index.mjs",
            """
            import { fail } from './lib/fail.js';
            export default function main(event) {
              return fail(event.body);
            }
            """)
        .with(
            "lib/fail.js",
            """
            export function fail(why) {
              throw new TypeError('because of ' + why);
            }
            """)
        .deploy(host, "stack")
        .expect(201);
    Reply reply = host.post("stack", "you").expectProblem(502, "function-error", "function");
    assertThat(reply.detail()).contains("TypeError: because of you");
    assertThat(host.recordOf(reply).text())
        .contains("lib/fail.js:2", "index.mjs:3")
        .doesNotContain("/app/", "hearth:");
  }

  @Test
  void aSyntaxErrorRefusesTheUploadWithItsPlace(HostClient host) {
    Reply refused =
        Program.of("index.mjs", "export default () => 1;\nimport './b.js';\n")
            .with("b.js", "export const a = 1;\nexport const b = {;\n")
            .deploy(host, "syntax")
            .expectProblem(422, "invalid-artifact", "caller");
    assertThat(refused.text()).contains("b.js:2:");
    host.get("syntax").expectProblem(404, "unknown-function", "caller");
  }

  @Test
  void aModuleThatIsNotThereRefusesTheUpload(HostClient host) {
    Reply refused =
        Program.of("index.js", "require('fs'); exports.handler = () => 1;")
            .deploy(host, "missing")
            .expectProblem(422, "init-failed", "function");
    assertThat(refused.text()).contains("fs", "node_modules");
  }

  @Test
  void aFileWithoutAHandlerRefusesTheUpload(HostClient host) {
    assertThat(
            Program.of("index.mjs", "export const other = 1;")
                .deploy(host, "handlerless")
                .expectProblem(422, "init-failed", "function")
                .text())
        .contains("export default function", "it exports other");
  }

  @Test
  void theManifestNamesTheHandler(HostClient host) {
    Program.of("src/app.js", "exports.main = () => 'main'; exports.other = () => 'other';")
        .with("hearth.yaml", "handler: src/app.main\n")
        .deploy(host, "named")
        .expect(201);
    assertThat(host.get("named").expect(200).text()).isEqualTo("main");
    Program.of("src/app.js", "exports.main = () => 'main'; exports.other = () => 'other';")
        .deploy(host, "named", "handler: src/app.other")
        .expect(201);
    assertThat(host.get("named").expect(200).text()).isEqualTo("other");
  }
}
