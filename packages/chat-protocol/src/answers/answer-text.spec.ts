import { ChatError } from '@serverless-ws/chat-domain';
import { identityOf, moderatedChat } from '@serverless-ws/chat-domain/testing';
import { describe, expect, it } from '@jest/globals';
import { answerText } from './answer-text.js';

/** A chat with Ada in it, whose token lives for a second. */
async function brief() {
  const fixture = moderatedChat();
  const { chat, clock, connect, logger } = fixture;
  const caller = await connect(identityOf('ada', { expiresAt: clock.now() + 1_000 }));
  const server = { ...chat, logger };
  const say = async (body: string): Promise<unknown> => {
    const text = await answerText(server, caller, body);
    return text === null ? null : JSON.parse(text);
  };
  return { ...fixture, server, caller, say };
}

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
      const { server, caller, logger } = await brief();
      const error = new ChatError(code, 'Send again.');
      const execute = () => Promise.reject(error);
      expect(await answerText({ ...server, ping: { execute } }, caller, '{"action":"ping"}')).toContain(code);
      expect(logger.lines).toEqual([{ level: 'error', message: 'failed', fields: {}, error }]);
    },
  );

  it('hides the details of an internal failure, and logs them', async () => {
    const { server, caller, logger } = await brief();
    const execute = () => Promise.reject(new TypeError('secret detail'));
    const text = await answerText({ ...server, ping: { execute } }, caller, '{"action":"ping"}');
    expect(text).toContain('"internal"');
    expect(text).not.toContain('secret');
    expect(logger.lines).toMatchObject([{ level: 'error', error: { message: 'secret detail' } }]);
  });
});

describe('an expired token', () => {
  it('ends the connection with a bye that asks for a fresh token', async () => {
    const { say, clock, gateway, connections, logger } = await brief();
    clock.advance(60_000);
    expect(await say('{"action":"sendMessage","text":"hi"}')).toBeNull();
    expect(gateway.received('ada')).toEqual([{ type: 'bye', reason: 'token_expired', reconnect: true }]);
    expect(gateway.disconnected).toEqual(['ada']);
    await expect(connections.find('ada')).resolves.toBeNull();
    expect(logger.messages('info')).toEqual(['token expired']);
  });

  it('is reported as an error when the connection cannot be ended', async () => {
    const { say, clock, gateway, logger } = await brief();
    clock.advance(60_000);
    gateway.disconnect = () => Promise.reject(new Error('down'));
    expect(await say('{"action":"sendMessage","text":"hi"}')).toMatchObject({ code: 'token_expired' });
    expect(logger.messages('error')).toEqual(['could not disconnect']);
  });
});
