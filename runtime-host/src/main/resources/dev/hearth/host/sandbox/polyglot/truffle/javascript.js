// What every JavaScript context begins with: the globals that functions expect, and the calls of the
// host, which gives and takes texts only. Everything it relies on is taken before code of a function runs.
(function (host) {
  'use strict';

  const { parse, stringify } = JSON;
  const { apply, ownKeys, getPrototypeOf } = Reflect;
  const { keys, freeze, defineProperty, assign, create } = Object;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const now = Date.now;
  const PromiseOfOld = Promise;
  const promiseThen = Promise.prototype.then;
  const resolved = (value) => new PromiseOfOld((done) => done(value));
  const isBuffer = (value) => value instanceof ArrayBuffer;
  const encoder = new TextEncoder();

  // --- what is asked of the host: '+' and the answer, or '-', the reason, a line end and why not

  class HostError extends Error {
    constructor(reason, why) {
      super(why);
      this.name = 'HostError';
      this.reason = reason;
    }
  }

  function answerOf(reply) {
    if (reply[0] === '+') {
      return reply.slice(1);
    }
    const end = reply.indexOf('\n');
    throw new HostError(reply.slice(1, end), reply.slice(end + 1));
  }

  // --- console

  function shown(value, quoted) {
    try {
      if (typeof value === 'string') {
        return quoted ? stringify(value) : value;
      }
      if (typeof value === 'bigint') {
        return value + 'n';
      }
      if (typeof value === 'function') {
        return '[Function ' + (value.name || 'anonymous') + ']';
      }
      if (typeof value !== 'object' || value === null) {
        return String(value);
      }
      if (value instanceof Error) {
        return textOf(value);
      }
      if (value instanceof Map || value instanceof Set) {
        return value.constructor.name + ' ' + shown([...value]);
      }
      const seen = new Set();
      return stringify(value, (_, inner) => {
        if (typeof inner === 'bigint') {
          return inner + 'n';
        }
        if (typeof inner === 'object' && inner !== null) {
          if (seen.has(inner)) {
            return '[seen before]';
          }
          seen.add(inner);
        }
        return inner;
      }) ?? String(value);
    } catch (cannot) {
      return '[' + typeof value + ' that cannot be shown]';
    }
  }

  function textOf(error) {
    return typeof error.stack === 'string' && error.stack !== '' ? trimmed(error.stack) : String(error);
  }

  const logAs = (level) => (...values) => {
    let text = '';
    for (let i = 0; i < values.length; i++) {
      text += (i === 0 ? '' : ' ') + shown(values[i], false);
    }
    host.log(level, text);
  };
  const nothing = () => {};
  globalThis.console = {
    log: logAs('INFO'), info: logAs('INFO'), debug: logAs('DEBUG'), trace: logAs('TRACE'),
    warn: logAs('WARNING'), error: logAs('ERROR'), dir: logAs('INFO'), table: logAs('INFO'),
    assert: (holds, ...values) => { if (!holds) { logAs('ERROR')('assertion failed:', ...values); } },
    group: logAs('INFO'), groupEnd: nothing, time: nothing, timeEnd: nothing, count: nothing,
  };

  // --- timers, which fire while a call waits for its promise and end with it

  let timers = new Map();
  let lastTimer = 0;

  function addTimer(action, delay, every, values) {
    if (typeof action !== 'function') {
      throw new TypeError('a timer wants a function');
    }
    const millis = Math.max(every ? 1 : 0, Number(delay) || 0);
    timers.set(++lastTimer, { at: now() + millis, every: every ? millis : 0, action, values });
    return lastTimer;
  }

  globalThis.setTimeout = (action, delay, ...values) => addTimer(action, delay, false, values);
  globalThis.setInterval = (action, delay, ...values) => addTimer(action, delay, true, values);
  globalThis.setImmediate = (action, ...values) => addTimer(action, 0, false, values);
  globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (id) => { timers.delete(id); };
  globalThis.queueMicrotask = (action) => { apply(promiseThen, resolved(), [() => action()]); };

  function nextTimer() {
    let soonest = -1;
    for (const timer of timers.values()) {
      const left = Math.max(0, timer.at - now());
      soonest = soonest < 0 ? left : Math.min(soonest, left);
    }
    return soonest;
  }

  function fireTimers() {
    for (const [id, timer] of [...timers]) {
      if (timer.at <= now() && timers.has(id)) {
        if (timer.every > 0) {
          timer.at = now() + timer.every;
        } else {
          timers.delete(id);
        }
        try {
          timer.action(...timer.values);
        } catch (thrown) {
          fail(thrown);
          return;
        }
      }
    }
  }

  // --- further globals that small libraries expect

  const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

  function toBase64(bytes) {
    const parts = [];
    for (let i = 0; i < bytes.length; i += 3) {
      const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      parts.push(BASE64[word >> 18] + BASE64[(word >> 12) & 63]
        + (i + 1 < bytes.length ? BASE64[(word >> 6) & 63] : '=') + (i + 2 < bytes.length ? BASE64[word & 63] : '='));
    }
    return parts.join('');
  }

  function fromBase64(text) {
    const clean = text.replace(/[\s=]+/g, '');
    const bytes = new Uint8Array(Math.floor(clean.length * 3 / 4));
    let bits = 0;
    let word = 0;
    let at = 0;
    for (let i = 0; i < clean.length; i++) {
      const digit = BASE64.indexOf(clean[i]);
      if (digit < 0) {
        throw new TypeError('this is no Base64: "' + clean[i] + '"');
      }
      word = ((word << 6) | digit) & 0xffffff;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (word >> bits) & 255;
      }
    }
    return bytes;
  }

  globalThis.atob = (text) => {
    let binary = '';
    for (const byte of fromBase64(String(text))) {
      binary += String.fromCharCode(byte);
    }
    return binary;
  };
  globalThis.btoa = (binary) => toBase64(Uint8Array.from(String(binary), (char) => {
    const code = char.charCodeAt(0);
    if (code > 255) {
      throw new TypeError('btoa takes characters up to U+00FF');
    }
    return code;
  }));
  globalThis.global = globalThis;
  globalThis.process = { env: {}, argv: [], version: '', versions: {}, nextTick: (action, ...values) => queueMicrotask(() => action(...values)) };

  // --- CommonJS, by the rules of Node.js without its built-in modules

  const loaded = new Map();

  function directoryOf(file) {
    const end = file.lastIndexOf('/');
    return end < 0 ? '' : file.slice(0, end);
  }

  function requireFrom(directory) {
    const require = (name) => requireFile(answerOf(host.resolve(directory, String(name))));
    require.resolve = (name) => '/app/' + answerOf(host.resolve(directory, String(name)));
    require.cache = create(null);
    return require;
  }

  function requireFile(file) {
    const known = loaded.get(file);
    if (known !== undefined) {
      return known.exports;
    }
    const module = { exports: {}, id: '/app/' + file, filename: '/app/' + file, loaded: false };
    loaded.set(file, module);
    try {
      if (host.format(file) === 'JSON') {
        module.exports = parse(host.read(file));
      } else {
        const directory = directoryOf(file);
        const run = host.compile(file);
        apply(run, module.exports, [module.exports, requireFrom(directory), module, '/app/' + file, '/app/' + directory]);
      }
      module.loaded = true;
      return module.exports;
    } catch (thrown) {
      loaded.delete(file);
      throw thrown;
    }
  }

  const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

  defineProperty(globalThis, Symbol.for('hearth.require'), { value: requireFile });

  // The text of a module that exports what a CommonJS file exports.
  function moduleFor(file) {
    const exported = requireFile(file);
    let text = 'const module = globalThis[Symbol.for("hearth.require")](' + stringify(file) + ');\nexport default module;\n';
    if ((typeof exported === 'object' && exported !== null) || typeof exported === 'function') {
      let count = 0;
      for (const name of keys(exported)) {
        if (name !== 'default' && IDENTIFIER.test(name)) {
          count++;
          text += 'const _' + count + ' = module.' + name + ';\nexport { _' + count + ' as ' + name + ' };\n';
        }
      }
    }
    return text;
  }

  // --- events and answers

  function eventOf(text) {
    const event = text === '' ? undefined : parse(text);
    if (typeof event === 'object' && event !== null && typeof event.method === 'string' && 'isBase64Encoded' in event) {
      const bytes = () => event.isBase64Encoded ? fromBase64(event.body) : encoder.encode(event.body);
      defineProperty(event, 'json', { value: () => parse(event.body) });
      defineProperty(event, 'bytes', { value: bytes });
    }
    return event;
  }

  function bufferOf(value) {
    if (isBuffer(value)) {
      return value;
    }
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }

  const isBytes = (value) => isBuffer(value) || isView(value);
  const RESPONSE = new Set(['status', 'statusCode', 'headers', 'body', 'isBase64Encoded', 'cookies']);

  function isResponse(value) {
    const status = value.status ?? value.statusCode;
    return typeof status === 'number' && keys(value).every((key) => RESPONSE.has(key));
  }

  function fieldsOf(headers) {
    const fields = [];
    const pairs = headers === undefined || headers === null ? [] : isArray(headers) ? headers
      : headers instanceof Map ? [...headers] : keys(headers).map((name) => [name, headers[name]]);
    for (const [name, value] of pairs) {
      for (const one of isArray(value) ? value : [value]) {
        fields.push([String(name), String(one)]);
      }
    }
    return fields;
  }

  function jsonOf(value) {
    const text = stringify(value);
    if (text === undefined) {
      throw new TypeError('a ' + typeof value + ' has no form in JSON');
    }
    return text;
  }

  // [form, head, text, bytes]
  function responseOf(value) {
    const headers = fieldsOf(value.headers);
    for (const cookie of value.cookies ?? []) {
      headers.push(['set-cookie', String(cookie)]);
    }
    let body = value.body;
    let type = '';
    let bytes = null;
    if (body === undefined || body === null) {
      body = '';
    } else if (value.isBase64Encoded === true) {
      bytes = fromBase64(String(body)).buffer;
      type = 'application/octet-stream';
    } else if (isBytes(body)) {
      bytes = bufferOf(body);
      type = 'application/octet-stream';
    } else if (typeof body === 'string') {
      type = 'text/plain; charset=utf-8';
    } else {
      body = jsonOf(body);
      type = 'application/json';
    }
    const head = jsonOf({ status: value.status ?? value.statusCode, headers, type });
    return ['RESPONSE', head, bytes === null ? body : '', bytes];
  }

  function answerFor(value, valueOnly) {
    if (valueOnly) {
      return ['JSON', '', value === undefined ? 'null' : jsonOf(value), null];
    }
    if (value === undefined || value === null) {
      return ['NOTHING', '', '', null];
    }
    if (typeof value === 'string') {
      return ['TEXT', '', value, null];
    }
    if (isBytes(value)) {
      return ['BYTES', '', '', bufferOf(value)];
    }
    if (typeof value === 'object' && isResponse(value)) {
      return responseOf(value);
    }
    return ['JSON', '', jsonOf(value), null];
  }

  // --- the context of a call

  let env = freeze({});

  function requestOf(body, request) {
    const given = assign({ method: 'POST' }, request ?? {});
    const headers = fieldsOf(given.headers);
    const named = headers.some(([name]) => name.toLowerCase() === 'content-type');
    const result = { method: given.method, path: given.path, query: given.query, headers };
    if (isBytes(body)) {
      result.bodyBase64 = toBase64(new Uint8Array(bufferOf(body)));
    } else if (body !== undefined && body !== null) {
      result.body = typeof body === 'string' ? body : jsonOf(body);
    }
    if (!named && result.body !== undefined) {
      headers.push(['content-type', 'application/json']);
    }
    return stringify(result);
  }

  function promised(action) {
    return new PromiseOfOld((done) => done(action()));
  }

  function contextOf(text) {
    const context = parse(text);
    context.deadline = new Date(context.deadlineMillis);
    delete context.deadlineMillis;
    context.env = env;
    return assign(context, {
      getRemainingTimeInMillis: () => host.remaining(),
      secret: (name) => answerOf(host.secret(String(name))),
      emit: (event, data) => promised(() =>
        answerOf(host.emit(jsonOf(typeof event === 'string' ? { type: event, data } : event)))),
      invoke: (name, body, request) => promised(() => {
        const response = parse(answerOf(host.invoke(String(name), requestOf(body, request))));
        defineProperty(response, 'json', { value: () => parse(response.body) });
        defineProperty(response, 'bytes', { value: () => response.isBase64Encoded ? fromBase64(response.body) : encoder.encode(response.body) });
        return response;
      }),
    });
  }

  // --- one thing at a time: loading, or a call

  let handler;
  let state = 'IDLE';
  let result;
  let failure;

  // Lines of the host's own do not belong into a function's stack.
  function trimmed(stack) {
    return stack.split('\n').filter((line) => !line.includes('(hearth:') && !line.includes('at hearth:'))
      .join('\n').replaceAll('/app/', '');
  }

  function fail(thrown) {
    if (state !== 'PENDING') {
      return;
    }
    state = 'FAILED';
    try {
      if (thrown instanceof Error) {
        failure = [String(thrown.name), String(thrown.message), textOf(thrown)];
        for (let cause = thrown.cause, i = 0; cause instanceof Error && i < 8; cause = cause.cause, i++) {
          failure[2] += '\nCaused by: ' + textOf(cause);
        }
      } else {
        failure = ['Error', shown(thrown, false), 'thrown, but no Error: ' + shown(thrown, false)];
      }
    } catch (cannot) {
      failure = ['Error', 'what was thrown cannot be shown', ''];
    }
  }

  function succeed(finish) {
    return (value) => {
      if (state === 'PENDING') {
        try {
          result = finish(value);
          state = 'DONE';
        } catch (thrown) {
          fail(thrown);
          if (finish.isAnswer) {
            state = 'UNSENDABLE';
          }
        }
      }
    };
  }

  function begin(action, finish) {
    state = 'PENDING';
    result = failure = undefined;
    timers = new Map();
    try {
      const value = action();
      if (typeof value === 'object' && value !== null && typeof value.then === 'function') {
        apply(promiseThen, resolved(value), [succeed(finish), fail]);
      } else {
        succeed(finish)(value);
      }
    } catch (thrown) {
      fail(thrown);
    }
  }

  function handlerIn(exported, name) {
    const inner = exported?.default;
    const found = name !== '' ? [exported?.[name], inner?.[name]]
      : [inner, inner?.handler, inner?.default, exported, exported?.handler];
    return found.find((candidate) => typeof candidate === 'function');
  }

  function load(file, name, envJson) {
    env = freeze(parse(envJson));
    process.env = assign({}, env);
    const format = host.format(file);
    begin(() => format === 'MODULE' ? import('/app/' + file) : requireFile(file), (exported) => {
      handler = handlerIn(exported, name);
      return handler === undefined ? keys(exported ?? {}).join(', ') : '';
    });
  }

  function call(eventJson, contextJson, valueOnly) {
    const finish = (value) => answerFor(value, valueOnly);
    finish.isAnswer = true;
    begin(() => handler(eventOf(eventJson), contextOf(contextJson)), finish);
  }

  return {
    load, call, moduleFor, nextTimer, fireTimers,
    state: () => state,
    hasHandler: () => handler !== undefined,
    result: () => result,
    failure: () => failure,
    end: () => { state = 'IDLE'; result = failure = undefined; timers = new Map(); },
  };
})
