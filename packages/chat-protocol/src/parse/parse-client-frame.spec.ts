import { ChatError } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS } from '../actions/index.js';
import { parseClientFrame } from './parse-client-frame.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

/** The code and message with which a body is rejected. */
function rejection(body: unknown): { code: string; message: string } {
  try {
    parseClientFrame(typeof body === 'string' ? body : JSON.stringify(body));
  } catch (error) {
    if (error instanceof ChatError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('The frame was accepted.');
}

describe('a client frame', () => {
  const cursor = { epoch: 'e1', seq: 41 };

  it.each([
    { action: 'sendMessage', text: 'hi' },
    { action: 'sendMessage', requestId: 'r', room: 'tea', text: 'hi', clientMessageId: 'c-1' },
    { action: 'sendMessage', text: '', meta: { poll: ['tea'], constructor: 1 }, mentions: ['9'] },
    { action: 'sendMessage', text: 'yes', replyTo: { seq: 1, id: 'm1' } },
    { action: 'announce', text: 'hear, hear', requestId: 'r', clientMessageId: 'c-2' },
    { action: 'joinRoom' },
    { action: 'joinRoom', room: 'tea', after: cursor, requestId: 'r' },
    { action: 'leaveRoom', room: 'tea', requestId: 'r' },
    { action: 'listMessages' },
    { action: 'listMessages', room: 'tea', before: cursor, limit: 10, requestId: 'r' },
    { action: 'listMessages', after: cursor },
    { action: 'ping', requestId: 'r' },
    { action: 'kick', userId: '9', requestId: 'r' },
    { action: 'ban', userId: '9', until: 1 },
    { action: 'mute', userId: '9' },
    { action: 'slowMode', interval: 0, requestId: 'r' },
    { action: 'invite', room: 'private.a', userId: '9', until: 1, requestId: 'r' },
    { action: 'deleteMessage', room: 'tea', seq: 1, id: 'm1', requestId: 'r' },
  ])('is read as it was written: %j', (frame) => {
    expect(parseClientFrame(JSON.stringify(frame))).toEqual(frame);
  });

  it('drops every field that the protocol does not know', () => {
    const forged = { action: 'sendMessage', text: 'hi', sender: { id: '1', name: 'root' }, roles: ['admin'] };
    expect(parseClientFrame(JSON.stringify(forged))).toEqual({ action: 'sendMessage', text: 'hi' });
  });

  it('leaves texts, rooms, cursors and limits for the domain to check', () => {
    const odd = { action: 'listMessages', room: '../..', after: { epoch: '', seq: -1.5 }, limit: 1e9 };
    expect(parseClientFrame(JSON.stringify(odd))).toEqual(odd);
  });
});

describe('a bad client frame', () => {
  it.each([
    ['', 'The frame is not JSON.'],
    ['{"action":', 'The frame is not JSON.'],
    ['null', 'The frame is not a JSON object.'],
    ['[{"action":"ping"}]', 'The frame is not a JSON object.'],
    ['"ping"', 'The frame is not a JSON object.'],
    [{}, '"action" is missing.'],
    [{ action: 7 }, '"action" is not of type string.'],
    [{ action: 'sendMessage' }, '"text" is missing.'],
    [{ action: 'sendMessage', text: 7 }, '"text" is not of type string.'],
    [{ action: 'sendMessage', text: 'hi', room: null }, '"room" is not of type string.'],
    [{ action: 'sendMessage', text: 'hi', meta: [1] }, '"meta" is not of type object.'],
    [{ action: 'sendMessage', text: 'hi', mentions: 'ada' }, '"mentions" is not of type array.'],
    [{ action: 'sendMessage', text: 'hi', replyTo: { seq: 1 } }, '"replyTo.id" is missing.'],
    [{ action: 'leaveRoom' }, '"room" is missing.'],
    [{ action: 'ban' }, '"userId" is missing.'],
    [{ action: 'ban', userId: { toString: 'x' } }, '"userId" is not of type string.'],
    [{ action: 'ban', userId: '9', until: 'never' }, '"until" is not of type number.'],
    [{ action: 'invite', userId: '9' }, '"room" is missing.'],
    [{ action: 'slowMode' }, '"interval" is missing.'],
    [{ action: 'deleteMessage', seq: 1 }, '"id" is missing.'],
    [{ action: 'joinRoom', after: 7 }, '"after" is not of type object.'],
    [{ action: 'joinRoom', after: { epoch: 'e' } }, '"after.seq" is missing.'],
    [{ action: 'joinRoom', after: { epoch: 'e', seq: '1' } }, '"after.seq" is not of type number.'],
    [{ action: 'ping', requestId: 'r'.repeat(129) }, '"requestId" is too long.'],
  ])('%j is rejected: %s', (body, message) => {
    expect(rejection(body)).toEqual({ code: 'bad_request', message });
  });

  it.each(['sendmessage', 'constructor', '__proto__', 'hasOwnProperty', 'toString', ''])(
    'has the unknown action %j',
    (action) => {
      expect(rejection({ action })).toEqual({
        code: 'unknown_action',
        message: `The actions are ${Object.keys(ACTIONS).join(', ')}.`,
      });
    },
  );

  it('cannot borrow an action from a prototype', () => {
    expect(rejection('{"__proto__":{"action":"ping"}}').code).toBe('bad_request');
    expect(rejection('{"action":"sendMessage","__proto__":{"text":"hi"}}').message).toBe(
      '"text" is missing.',
    );
    expect(({} as Record<string, unknown>)['text']).toBeUndefined();
  });

  it('never has its values repeated', () => {
    const secret = 'do not log me';
    expect(rejection({ action: secret }).message).not.toContain(secret);
    expect(rejection({ action: 'sendMessage', text: [secret] }).message).not.toContain(secret);
    expect(rejection({ action: 'joinRoom', after: secret }).message).not.toContain(secret);
  });

  it('may be nested 30,000 deep', () => {
    expect(rejection(`{"action":"ping","x":${'['.repeat(30_000)}`).code).toBe('bad_request');
    const deep = `{"action":"ping","x":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(parseClientFrame(deep)).toEqual({ action: 'ping' });
  });
});

describe('any text at all', () => {
  const action = fc.constantFrom('sendMessage', 'announce', 'joinRoom', 'leaveRoom', 'listMessages', 'ping');
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom('room', 'text', 'after', 'before', 'limit', 'requestId', 'clientMessageId', '__proto__'),
  );
  const almost = fc
    .tuple(fc.oneof(action, fc.string()), fc.dictionary(name, fc.jsonValue()))
    .map(([verb, rest]) => JSON.stringify({ ...rest, action: verb }));

  it('is a frame, or a ChatError of one of two codes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: codePoint }), fc.json(), almost), (body) => {
        try {
          expect(parseClientFrame(body)).toHaveProperty('action');
        } catch (error) {
          expect(error).toBeInstanceOf(ChatError);
          expect(['bad_request', 'unknown_action']).toContain((error as ChatError).code);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
