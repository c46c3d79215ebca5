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

/** A handler in Python sees the request, gives an answer, and says what goes wrong. */
@ExtendWith(SharedHost.class)
class PythonTest {

  private static Reply deployed(HostClient host, String name, String code) {
    return Program.of("main.py", code).deploy(host, name).expect(201);
  }

  @Test
  void aBareFileIsDeployedAndCalled(HostClient host) {
    byte[] code =
        "def handler(event, context):\n    return 'Hello, ' + event['body'] + '!'\n"
            .getBytes(UTF_8);
    host.upload("bare-py", code, "text/x-python").expect(201);
    Reply answer = host.post("bare-py", "Adä").expect(200);
    assertThat(answer.text()).isEqualTo("Hello, Adä!");
    assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void aHandlerSeesTheRequestAndItsContext(HostClient host) {
    Program.of(
            "main.py",
            """
            import os
            def handler(event, context):
                return {'event': event, 'id': context.id, 'name': context.function_name,
                        'left': context.get_remaining_time_in_millis(), 'env': context.env, 'os': os.environ['GREETING']}
            """)
        .deploy(host, "request-py", "env: {GREETING: hello}")
        .expect(201);
    Reply reply =
        host.send(
                host.toGateway("/fn/request-py/a?x=1")
                    .method("PUT", BodyPublishers.ofString("body")))
            .expect(200);
    JsonNode seen = reply.json();
    assertThat(seen.path("event").path("method").asString()).isEqualTo("PUT");
    assertThat(seen.path("event").path("path").asString()).isEqualTo("/a");
    assertThat(seen.path("event").path("query").path("x").asString()).isEqualTo("1");
    assertThat(seen.path("event").path("body").asString()).isEqualTo("body");
    assertThat(seen.path("id").asString()).isEqualTo(reply.invocation());
    assertThat(seen.path("name").asString()).isEqualTo("request-py");
    assertThat(seen.path("left").longValue()).isBetween(1L, 30_000L);
    assertThat(seen.path("env").path("GREETING").asString()).isEqualTo("hello");
    assertThat(seen.path("os").asString()).isEqualTo("hello");
  }

  @Test
  void aHandlerMayAnswerInEachOfTheForms(HostClient host) {
    deployed(
        host,
        "forms-py",
        """
        async def later(value):
            return value

        async def handler(event, context):
            return await later({
                '/none': None,
                '/json': {'a': [1, None], 'status': 'ok'},
                '/bytes': bytes(range(256)),
                '/whole': {'status': 201, 'headers': {'X-One': 1, 'Set-Cookie': ['a=1', 'b=2']}, 'body': {'made': True}},
                '/lambda': {'statusCode': 202, 'body': 'dGV4dA==', 'isBase64Encoded': True},
                '/wrong': {'status': 99},
                '/no-json': {'a': object()},
            }[event['path']])
        """);
    host.get("forms-py/none").expect(204);
    assertThat(host.get("forms-py/json").expect(200).json().toString())
        .isEqualTo("{\"a\":[1,null],\"status\":\"ok\"}");
    byte[] bytes = host.get("forms-py/bytes").expect(200).body().array();
    assertThat(bytes).hasSize(256).endsWith((byte) 254, (byte) 255);
    Reply whole = host.get("forms-py/whole").expect(201);
    assertThat(whole.json().path("made").booleanValue()).isTrue();
    assertThat(whole.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(host.get("forms-py/lambda").expect(202).text()).isEqualTo("text");
    host.get("forms-py/wrong").expectProblem(502, "invalid-response", "function");
    host.get("forms-py/no-json").expectProblem(502, "invalid-response", "function");
    host.get("forms-py/other").expectProblem(502, "function-error", "function");
  }

  @Test
  void filesAndPackagesComeInTheZipAndErrorsSayWhere(HostClient host) {
    Program.of(
            "main.py",
            """
            from tools.words import shout
            import side

            def handler(event, context):
                print('got', event['body'])
                return shout(side.twice(event['body']))
            """)
        .with("side.py", "def twice(text):\n    return text * 2\n")
        .with("tools/__init__.py", "")
        .with(
            "tools/words.py",
            "def shout(text):\n    if not text:\n        raise ValueError('nothing to shout')\n    return text.upper()\n")
        .deploy(host, "files-py")
        .expect(201);
    Reply first = host.post("files-py", "ab").expect(200);
    assertThat(first.text()).isEqualTo("ABAB");
    assertThat(host.logsOf(first, 1).text()).contains("got ab");
    Reply failed = host.post("files-py", "").expectProblem(502, "function-error", "function");
    assertThat(failed.detail()).contains("ValueError: nothing to shout");
    assertThat(host.recordOf(failed).text())
        .contains("tools/words.py", "line 3", "main.py", "line 6")
        .doesNotContain("/app/", "hearth:");
  }

  @Test
  void aSyntaxErrorRefusesTheUploadWithItsPlace(HostClient host) {
    assertThat(
            Program.of("main.py", "def handler(event, context):\n    return (\n")
                .deploy(host, "syntax-py")
                .expectProblem(422, "invalid-artifact", "caller")
                .text())
        .contains("main.py:");
    assertThat(
            Program.of("main.py", "x = 1\n")
                .deploy(host, "handlerless-py")
                .expectProblem(422, "init-failed", "function")
                .text())
        .contains("def handler(event, context)");
    assertThat(
            Program.of("main.py", "import numpy\n")
                .deploy(host, "missing-py")
                .expectProblem(422, "init-failed", "function")
                .text())
        .contains("numpy");
  }

  @Test
  void functionsOfBothLanguagesCallEachOther(HostClient host) {
    Program.of("index.mjs", "export default (event) => ({ doubled: event.json().n * 2 });")
        .deploy(host, "doubles-js")
        .expect(201);
    Program.of(
            "main.py",
            "def handler(event, context):\n    return context.invoke('doubles-js', {'n': 21}).json()['doubled']\n")
        .deploy(host, "asks-py", "permissions: {invoke: [doubles-js]}")
        .expect(201);
    assertThat(host.get("asks-py").expect(200).text()).isEqualTo("42");
  }
}
