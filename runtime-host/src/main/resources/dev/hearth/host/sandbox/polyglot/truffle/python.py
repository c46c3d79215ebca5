# What every Python context begins with: it loads the function's file, calls its handler, and makes texts
# and bytes of what comes of it. The host gives and takes nothing else.
import base64
import importlib.util
import inspect
import json
import os
import sys
import traceback
from datetime import datetime, timezone


class HostError(Exception):
    """Something that was asked of the host and could not be done; reason says why in one word."""

    def __init__(self, reason, why):
        super().__init__(why)
        self.reason = reason


class _Unsendable(Exception):
    pass


def _answer_of(reply):
    reply = str(reply)
    if reply[0] == '+':
        return reply[1:]
    reason, why = reply[1:].split('\n', 1)
    raise HostError(reason, why)


class Response(dict):
    """The answer of another function: status, headers, body, isBase64Encoded."""

    def json(self):
        return json.loads(self['body'])

    def bytes(self):
        return base64.b64decode(self['body']) if self['isBase64Encoded'] else self['body'].encode()


class Context:
    """What a handler knows of its call and may ask of the host."""

    def __init__(self, facts, env):
        self.id = facts['id']
        self.aws_request_id = facts['id']
        self.function_name = facts['functionName']
        self.function_version = facts['functionVersion']
        self.attempt = facts['attempt']
        self.traceparent = facts['traceparent']
        self.deadline = datetime.fromtimestamp(facts['deadlineMillis'] / 1000, timezone.utc)
        self.env = env

    def get_remaining_time_in_millis(self):
        return int(_host['remaining']())

    def secret(self, name):
        return _answer_of(_host['secret'](str(name)))

    def emit(self, event, data=None):
        return _answer_of(_host['emit'](json.dumps({'type': event, 'data': data} if isinstance(event, str) else event)))

    def invoke(self, name, body=None, *, method='POST', path='/', query='', headers=None):
        headers = dict(headers or {})
        request = {'method': method, 'path': path, 'query': query}
        if isinstance(body, (bytes, bytearray)):
            request['bodyBase64'] = base64.b64encode(body).decode()
        elif body is not None:
            request['body'] = body if isinstance(body, str) else json.dumps(body)
            if not any(field.lower() == 'content-type' for field in headers):
                headers['content-type'] = 'application/json'
        request['headers'] = [[str(field), str(value)] for field, value in headers.items()]
        return Response(json.loads(_answer_of(_host['invoke'](str(name), json.dumps(request)))))


_host = {}
_state = {'handler': None, 'env': {}}
_RESPONSE = {'status', 'statusCode', 'headers', 'body', 'isBase64Encoded', 'cookies'}


def _failure(kind, thrown):
    """[kind, type, message, stack]"""
    try:
        lines = traceback.format_exception(type(thrown), thrown, thrown.__traceback__, limit=64)
        text = ''.join(line for line in lines if '"hearth:' not in line and '<frozen' not in line)
        return [kind, type(thrown).__name__, str(thrown), text.replace('/app/', '')]
    except BaseException:
        return [kind, type(thrown).__name__, 'what was raised cannot be shown', '']


def _flush():
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        pass


def _load(file, name, env_json):
    try:
        _state['env'] = json.loads(str(env_json))
        os.environ.update(_state['env'])
        path = '/app/' + str(file)
        for place in ('/app', os.path.dirname(path)):
            if place not in sys.path:
                sys.path.insert(0, place)
        stem = os.path.splitext(os.path.basename(path))[0]
        spec = importlib.util.spec_from_file_location(stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[stem] = module
        spec.loader.exec_module(module)
        names = [str(name)] if str(name) else ['handler', 'lambda_handler', 'main']
        for candidate in names:
            if callable(getattr(module, candidate, None)):
                _state['handler'] = getattr(module, candidate)
                return ['DONE', '', '', None]
        shown = ', '.join(sorted(one for one in vars(module) if not one.startswith('_')))
        return ['NO_HANDLER', ' or '.join(names[:1]), shown, None]
    except BaseException as thrown:
        return _failure('FAILED', thrown)
    finally:
        _flush()


def _settled(value):
    """The result of a coroutine that waits for nothing but other coroutines."""
    if not inspect.iscoroutine(value):
        return value
    try:
        value.send(None)
    except StopIteration as done:
        return done.value
    value.close()
    raise RuntimeError('the coroutine waits for something that never comes: there is no event loop here')


def _response(value):
    headers = value.get('headers') or {}
    pairs = headers.items() if isinstance(headers, dict) else headers
    fields = []
    for field, given in pairs:
        for one in given if isinstance(given, (list, tuple)) else [given]:
            fields.append([str(field), str(one)])
    for cookie in value.get('cookies') or []:
        fields.append(['set-cookie', str(cookie)])
    body, kind, data = value.get('body'), '', None
    if body is None:
        body = ''
    elif value.get('isBase64Encoded') is True:
        body, kind, data = '', 'application/octet-stream', base64.b64decode(body)
    elif isinstance(body, (bytes, bytearray)):
        body, kind, data = '', 'application/octet-stream', bytes(body)
    elif isinstance(body, str):
        kind = 'text/plain; charset=utf-8'
    else:
        body, kind = json.dumps(body), 'application/json'
    status = value.get('status', value.get('statusCode'))
    return ['RESPONSE', json.dumps({'status': status, 'headers': fields, 'type': kind}), body, data]


def _answer(value, value_only):
    """[form, head, text, bytes]"""
    if value_only:
        return ['JSON', '', json.dumps(value), None]
    if value is None:
        return ['NOTHING', '', '', None]
    if isinstance(value, str):
        return ['TEXT', '', value, None]
    if isinstance(value, (bytes, bytearray)):
        return ['BYTES', '', '', bytes(value)]
    if isinstance(value, dict):
        status = value.get('status', value.get('statusCode'))
        if isinstance(status, (int, float)) and not isinstance(status, bool) and _RESPONSE.issuperset(value):
            return _response(value)
    return ['JSON', '', json.dumps(value), None]


def _call(event_json, context_json, value_only):
    try:
        text = str(event_json)
        event = json.loads(text) if text else None
        context = Context(json.loads(str(context_json)), _state['env'])
        value = _settled(_state['handler'](event, context))
    except BaseException as thrown:
        return _failure('FAILED', thrown)
    finally:
        _flush()
    try:
        return _answer(value, value_only)
    except BaseException as thrown:
        return _failure('UNSENDABLE', thrown)


def _connect(remaining, secret, emit, invoke):
    _host.update(remaining=remaining, secret=secret, emit=emit, invoke=invoke)
