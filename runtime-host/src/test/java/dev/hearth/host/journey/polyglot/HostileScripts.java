package dev.hearth.host.journey.polyglot;

import java.util.Set;
import java.util.stream.Stream;

/** Hostile functions in JavaScript. */
final class HostileScripts {

  private static final String TIME = "run-timeout";
  private static final String MEMORY = "memory-exceeded";
  private static final String ERROR = "function-error";
  private static final String ANSWERED = "answered";

  private HostileScripts() {}

  private static Hostile body(String name, String body, String... ends) {
    return new Hostile(
        name,
        "index.mjs",
        "export default async (event, context) => {\n" + body + "\n};",
        Set.of(ends));
  }

  static Stream<Hostile> all() {
    return Stream.concat(Stream.concat(spinning(), filling()), Stream.concat(reaching(), lying()));
  }

  private static Stream<Hostile> spinning() {
    return Stream.of(
        body("loop", "for (;;) {}", TIME),
        body("loop-finally", "for (;;) { try { for (;;) {} } finally { continue; } }", TIME),
        body("loop-catch", "for (;;) { try { for (;;) {} } catch (e) {} }", TIME),
        body("loop-async", "for (;;) { await null; }", TIME),
        body(
            "loop-promises",
            "const again = () => Promise.resolve().then(again); await again();",
            TIME),
        body("loop-eval", "eval('for (;;) {}');", TIME),
        body(
            "loop-generator",
            "function* all() { for (;;) yield 1; } for (const one of all()) {}",
            TIME),
        body("regex", "/^(a+)+$/.test('a'.repeat(60) + '!'); for (;;) {}", TIME),
        body("regex-back", "/^(a*)*\\1b$/.test('a'.repeat(40) + 'c'); for (;;) {}", TIME),
        body("big-power", "return String((3n ** 90000000n) % 10n);", TIME, MEMORY, ERROR),
        body("big-text", "return (3n ** 40000000n).toString().length + '';", TIME, MEMORY, ERROR),
        body(
            "sort",
            "const all = new Float64Array(4e6).map(Math.random); for (;;) { all.sort((a, b) => b - a); }",
            TIME,
            MEMORY),
        body("recursion", "const deeper = () => deeper() + 1; deeper();", ERROR),
        body(
            "wait",
            "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return 'EFFECT';",
            TIME,
            ERROR),
        body("sleep", "await new Promise((done) => setTimeout(done, 1e9));", TIME),
        body(
            "intervals",
            "for (let i = 0; i < 1000; i++) { setInterval(() => {}, 1); } await new Promise(() => {});",
            TIME));
  }

  private static Stream<Hostile> filling() {
    return Stream.of(
        body("heap", "const all = []; for (;;) { all.push(new Array(1000).fill(1.5)); }", MEMORY),
        body(
            "heap-catch",
            "const all = []; for (;;) { try { for (;;) all.push({}); } catch (e) {} }",
            MEMORY),
        body(
            "buffer",
            "return String(new ArrayBuffer(2 ** 31 - 64).byteLength);",
            MEMORY,
            ERROR,
            ANSWERED),
        body("string", "let text = 'x'; for (;;) { text += text; }", ERROR, MEMORY),
        body(
            "map",
            "const map = new Map(); for (let i = 0; ; i++) { map.set(i, 'value ' + i); }",
            MEMORY),
        body(
            "json",
            "return JSON.parse('['.repeat(200000) + ']'.repeat(200000)).length;",
            ERROR,
            ANSWERED),
        body("logs", "for (;;) { console.log('x'.repeat(1000)); }", TIME, MEMORY));
  }

  private static Stream<Hostile> reaching() {
    return Stream.of(
        effect("java", "Java.type('java.lang.System')"),
        effect("packages", "Packages.java.lang.System"),
        effect("polyglot", "Polyglot.eval('js', '1')"),
        effect("load", "load('/etc/passwd')"),
        effect("import-file", "await import('/etc/passwd')"),
        effect("import-url", "await import('file:///etc/passwd')"),
        effect("import-up", "await import('../../../../../../etc/passwd')"),
        effect("import-net", "await import('http://127.0.0.1:1/a.js')"),
        effect(
            "require-up",
            "globalThis[Symbol.for('hearth.require')]('../../../../../../etc/hostname')"),
        effect("host-class", "console.log.constructor('return this')().process.env.PATH.length"),
        effect("host-object", "context.secret.constructor.constructor('return java')()"),
        effect(
            "proxy-class",
            "[].constructor.constructor('return getClass')()().forName('java.lang.Runtime')"),
        effect("worker", "new Worker('a.js')"),
        effect("wasm", "new WebAssembly.Memory({ initial: 1 })"),
        effect("fetch", "await fetch('http://127.0.0.1:1/')"),
        effect("environment", "process.env.HOME.length"));
  }

  private static Hostile effect(String name, String expression) {
    return body(
        "reach-" + name,
        "let got; try { got = "
            + expression
            + "; } catch (e) { return 'refused: ' + e; } return 'EFFECT ' + typeof got;",
        ANSWERED);
  }

  private static Stream<Hostile> lying() {
    return Stream.of(
        body("to-json", "return { toJSON() { for (;;) {} } };", TIME),
        body("getter", "return { get status() { for (;;) {} } };", TIME),
        body(
            "proxy",
            "return new Proxy({}, { ownKeys() { for (;;) {} }, get() { for (;;) {} } });",
            TIME),
        body("then", "return { then() { for (;;) {} } };", TIME),
        body(
            "thrown",
            "throw { get name() { for (;;) {} }, toString() { for (;;) {} }, toJSON() { for (;;) {} } };",
            TIME),
        body(
            "message",
            "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { for (;;) {} } }); throw e;",
            TIME),
        body("cause", "const e = new Error('x'); e.cause = e; throw e;", ERROR),
        body(
            "prototypes",
            "Promise.prototype.then = JSON.stringify = Object.keys = Array.prototype[Symbol.iterator] = () => { for (;;) {} };"
                + " Object.prototype.status = 299; return { a: 1 };",
            TIME,
            ERROR,
            ANSWERED,
            "invalid-response"));
  }
}
