package dev.hearth.host.journey.polyglot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.host.Eventually;
import dev.hearth.host.HostClient;
import dev.hearth.host.Reply;
import dev.hearth.host.journey.SharedHost;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions in Python that do harm end alone, within their limits, and reach nothing. */
@ExtendWith(SharedHost.class)
class HostilePythonTest {

  private static final String TIME = "run-timeout";
  private static final String MEMORY = "memory-exceeded";
  private static final String ERROR = "function-error";
  private static final String ANSWERED = "answered";

  private static Hostile body(String name, String body, String... ends) {
    String indented = body.indent(4);
    return new Hostile(
        "py-" + name, "main.py", "def handler(event, context):\n" + indented, Set.of(ends));
  }

  private static Hostile effect(String name, String expression) {
    return body(
        "reach-" + name,
        "try:\n    got = "
            + expression
            + "\nexcept BaseException as e:\n    return 'refused: ' + type(e).__name__\nreturn 'EFFECT ' + str(type(got))",
        ANSWERED);
  }

  static Stream<Hostile> scripts() {
    return Stream.concat(burning(), reaching());
  }

  private static Stream<Hostile> burning() {
    return Stream.of(
        body("loop", "while True: pass", TIME),
        body("loop-catch", "while True:\n    try:\n        while True: pass\n    except BaseException: pass", TIME),
        body("loop-finally", "while True:\n    try:\n        while True: pass\n    finally:\n        continue", TIME),
        body("generator", "def forever():\n    while True: yield 1\nsum(forever())", TIME),
        body("regex", "import re\nre.match('^(a+)+$', 'a' * 60 + '!')\nwhile True: pass", TIME),
        body("big-power", "return str((3 ** 90000000) % 10)", TIME, MEMORY, ERROR),
        body("big-text", "return str(len(str(3 ** 40000000)))", TIME, MEMORY, ERROR),
        body("sort", "import random\nwhile True: sorted([random.random() for _ in range(200000)])", TIME, MEMORY),
        body("recursion", "def deeper(): return deeper() + 1\ndeeper()", ERROR),
        body("sleep", "import time\ntime.sleep(10000)", TIME),
        body("exit", "import sys\nsys.exit(3)", ERROR),
        body("os-exit", "import os\nos._exit(3)", ERROR, "function-crashed"),
        body("heap", "all = []\nwhile True: all.append([1.5] * 1000)", MEMORY),
        body("string", "text = 'x'\nwhile True: text += text", MEMORY, ERROR),
        body("bytes", "return str(len(bytes(2 ** 31 - 64)))", MEMORY, ERROR, ANSWERED),
        body("logs", "while True: print('x' * 1000)", TIME, MEMORY),
        body("to-json", "class Endless(dict):\n    def items(self):\n        while True: pass\nreturn Endless(a=1)", TIME, ANSWERED),
        body("raises", "class Bad(Exception):\n    def __str__(self):\n        while True: pass\nraise Bad()", TIME));
  }

  private static Stream<Hostile> reaching() {
    return Stream.of(
        effect("file", "open('/etc/passwd').read()"),
        effect("file-up", "open('/app/../../../etc/passwd').read()"),
        effect("write", "open('/app/made', 'w')"),
        effect("list", "__import__('os').listdir('/etc')"),
        effect("socket", "__import__('socket').create_connection(('127.0.0.1', 1))"),
        effect("process", "__import__('subprocess').run(['id'])"),
        effect("system", "1 / __import__('os').system('id')"),
        effect("thread", "__import__('threading').Thread(target=print).start()"),
        effect("java", "__import__('java').type('java.lang.System')"),
        effect("polyglot", "__import__('polyglot').eval(language='js', string='1')"),
        effect("ctypes", "__import__('ctypes').CDLL(None)"),
        effect("environment", "__import__('os').environ['PATH']"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void endsAlone(Hostile hostile, HostClient host) {
    Program.of(hostile.file(), hostile.source()).deploy(host, hostile.name(), hostile.limits()).expect(201);
    Reply reply = host.get(hostile.name());
    String end = reply.status() < 400 ? "answered" : reply.json().path("reason").asString();
    assertThat(end).as(reply.text()).isIn(hostile.ends());
    assertThat(reply.text()).doesNotContain(Hostile.EFFECT, "root:");
    assertThat(host.send(HostClient.anonymous(host.admin(), "/readyz")).status()).isEqualTo(200);
    Eventually.holds("no thread is stuck", () -> host.metric("hearth_threads_quarantined") == 0);
  }
}
