import { ChatError } from '@serverless-ws/chat-domain';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/in-memory';
import { ping } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import { messageActions, servedSendMessage } from './actions/messages.js';
import { defaultActions, servedPing } from './actions/ping.js';
import { dispatcherOf } from './dispatcher.js';
import { serveUseCase } from './serve.js';

/** A chat with Ada in it, whose token lives for a second. */
async function brief() {
  const fixture = moderatedChat();
  const { chat, clock, connect } = fixture;
  const caller = await connect(identityOf('ada', { expiresAt: clock.now() + 1_000 }));
  const dispatch = dispatcherOf(chat.ports, [...messageActions, ...defaultActions]);
  const say = async (body: string): Promise<unknown> => {
    const text = await dispatch(caller, body);
    return text === null ? null : JSON.parse(text);
  };
  return { ...fixture, caller, say };
}

/** `ping`, served by what fails. */
const failing = (error: Error) => [serveUseCase(ping, () => () => Promise.reject(error))];

describe('the response text', () => {
  it('is the frame that the use case leads to', async () => {
    const { say, logger } = await brief();
    expect(await say('{"action":"ping","requestId":"r1"}')).toEqual({
      type: 'pong',
      heads: {},
      rooms: ['lobby'],
      requestId: 'r1',
    });
    expect(logger.lines).toEqual([]);
  });

  it('is an error with the ids of the request, logged as info, where the client is at fault', async () => {
    const { say, logger } = await brief();
    expect(await say('{"action":"sendMessage","text":" ","requestId":"r1"}')).toMatchObject({
      type: 'error',
      code: 'invalid_text',
      requestId: 'r1',
    });
    expect(logger.lines).toEqual([{ level: 'info', message: 'refused', fields: { code: 'invalid_text' } }]);
  });

  it.each(['internal', 'unavailable'] as const)(
    'is logged as an error of the server when it is %s',
    async (code) => {
      const { chat, caller, logger } = await brief();
      const error = new ChatError(code, 'Send again.');
      const dispatch = dispatcherOf(chat.ports, failing(error));
      expect(await dispatch(caller, '{"action":"ping"}')).toContain(code);
      expect(logger.lines).toEqual([{ level: 'error', message: 'failed', fields: {}, error }]);
    },
  );

  it('is none where the action is quiet and the frame has no requestId, unless it fails', async () => {
    const { chat, caller } = await brief();
    const quiet = serveUseCase({ ...ping, response: 'done', quiet: true }, () => async () => undefined);
    const dispatch = dispatcherOf(chat.ports, [quiet]);
    expect(await dispatch(caller, '{"action":"ping"}')).toBeNull();
    expect(await dispatch(caller, '{"action":"ping","requestId":"r1"}')).toBe(
      '{"type":"done","requestId":"r1","action":"ping"}',
    );
    const broken = serveUseCase(
      { ...ping, quiet: true },
      () => () => Promise.reject(new ChatError('muted', 'Wait.')),
    );
    expect(await dispatcherOf(chat.ports, [broken])(caller, '{"action":"ping"}')).toContain('muted');
  });

  it('hides the details of an internal failure, and logs them', async () => {
    const { chat, caller, logger } = await brief();
    const text = await dispatcherOf(chat.ports, failing(new TypeError('secret detail')))(
      caller,
      '{"action":"ping"}',
    );
    expect(text).toContain('"internal"');
    expect(text).not.toContain('secret');
    expect(logger.lines).toMatchObject([{ level: 'error', error: { message: 'secret detail' } }]);
  });
});

describe('a frame that is not served', () => {
  it.each([
    ['hello?', 'bad_request', 'The frame is not JSON.'],
    ['[]', 'bad_request', 'The frame is not a JSON object.'],
    ['{}', 'bad_request', '"action" is missing.'],
    ['{"action":"fly"}', 'unknown_action', 'The actions are kick, sendMessage, ping.'],
    ['{"action":"toString"}', 'unknown_action', 'The actions are kick, sendMessage, ping.'],
    ['{"action":"kick","userId":"bob"}', 'bad_request', '"kick" is not served here.'],
  ])('is an error: %s', async (body, code, message) => {
    const { chat, caller } = await brief();
    const dispatch = dispatcherOf(chat.ports, [servedSendMessage, servedPing], { elsewhere: ['kick'] });
    expect(JSON.parse((await dispatch(caller, body)) ?? '')).toMatchObject({ type: 'error', code, message });
  });

  it('cannot be one that two serve', async () => {
    const { chat } = await brief();
    const twice = [...defaultActions, serveUseCase(ping, () => () => Promise.reject(new Error('never')))];
    expect(() => dispatcherOf(chat.ports, twice)).toThrow('The action "ping" is served twice.');
  });
});

describe('an expired token', () => {
  it.each(['{"action":"sendMessage","text":"hi"}', '{"action":"fly"}', 'hello?', ''])(
    'ends the connection with a bye that asks for a fresh token, whatever the frame: %s',
    async (body) => {
      const { say, clock, gateway, connections, logger } = await brief();
      clock.advance(60_000);
      expect(await say(body)).toBeNull();
      expect(gateway.received('ada')).toEqual([{ type: 'bye', reason: 'token_expired', reconnect: true }]);
      expect(gateway.disconnected).toEqual(['ada']);
      await expect(connections.find('ada')).resolves.toBeNull();
      expect(logger.messages('info')).toEqual(['token expired']);
    },
  );

  it('is reported as an error when the connection cannot be ended', async () => {
    const { say, clock, gateway, logger } = await brief();
    clock.advance(60_000);
    gateway.disconnect = () => Promise.reject(new Error('down'));
    expect(await say('{"action":"sendMessage","text":"hi"}')).toMatchObject({ code: 'token_expired' });
    expect(logger.messages('error')).toEqual(['could not disconnect']);
  });
});

describe('every text of a client', () => {
  it.each([
    ['a frame', '{"action":"ping"}'],
    ['a frame of no action', '{"action":"constructor"}'],
    ['no JSON', 'hello'],
    ['nothing', ''],
    ['a frame that is refused', '{"action":"sendMessage","text":" "}'],
  ])('counts as a frame: %s', async (_, body) => {
    const { chat, connect, gateway, clock } = moderatedChat({ frames: { frames: 10, hardLimit: 20 } });
    const caller = await connect(identityOf('ada'));
    clock.advance(120_000);
    const dispatch = dispatcherOf(chat.ports, [...messageActions, ...defaultActions]);
    const codes = [];
    for (let sent = 0; sent < 20; sent += 1)
      codes.push(JSON.parse((await dispatch(caller, body)) ?? '{}').code);
    expect(codes.indexOf('rate_limited')).toBe(10);
    expect(codes.slice(10).every((code) => code === 'rate_limited')).toBe(true);
    expect(gateway.disconnected).toEqual(['ada']);
  });
});
