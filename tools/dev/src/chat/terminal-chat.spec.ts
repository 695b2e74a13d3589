import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';
import { describe, expect, it } from '@jest/globals';
import { FakeTerminal } from './fixtures/fake-terminal.js';
import { HOSTILE } from './hostile-texts.fixture.js';
import { LineFormat } from './line-format.js';
import { TerminalChat } from './terminal-chat.js';

function startChat(isLocal = false) {
  const started = startClient();
  const terminal = new FakeTerminal();
  const { client } = started;
  const chat = new TerminalChat({ client, terminal, format: new LineFormat(false), room: 'lobby', isLocal });
  const end = () =>
    chat.run().then(
      () => 'fine',
      (error: Error) => error.message,
    );
  return { ...started, terminal, end };
}

describe('the terminal chat', () => {
  it('shows what was said before, then what is said, and sends what is typed', async () => {
    const { client, server, terminal, end } = startChat();
    for (let count = 1; count <= 30; count += 1) server.say(`m${count}`);
    const ended = end();
    await drainMicrotasks();
    expect(terminal.printed).toHaveLength(21);
    expect(terminal.printed.slice(0, 2)).toEqual([
      '* connected as a user without a name; /quit leaves',
      'Bob: m11',
    ]);
    server.say('live');
    await terminal.type('hello', '', '   ');
    expect(terminal.printed.slice(-2)).toEqual(['Bob: live', 'Ada: hello']);
    await terminal.type('/quit');
    await expect(ended).resolves.toBe('fine');
    expect(client.state.status).toBe('closed');
  });

  it('keeps a command that there is not to itself, and says what there is', async () => {
    const { terminal, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    await terminal.type('/hop', '/me waves', '/etc/hosts is a file', '//');
    expect(terminal.printed.slice(1)).toEqual([
      '* there is no /hop here; /help says what there is',
      '* there is no /me here; /help says what there is',
      'Ada: /etc/hosts is a file',
      'Ada: //',
    ]);
    await terminal.type(' /quit now');
    await expect(ended).resolves.toBe('fine');
  });

  it('stays until all that was piped in is shown', async () => {
    const { server, timers, terminal, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.answer = (frame) => (frame.action === 'sendMessage' ? null : undefined);
    await terminal.type('one', 'two');
    terminal.close();
    await drainMicrotasks();
    server.answer = () => undefined;
    await timers.advance(20_000);
    await expect(ended).resolves.toBe('fine');
    expect(terminal.printed).toEqual([
      '* connected as a user without a name; /quit leaves',
      'Ada: one',
      'Ada: two',
    ]);
  });

  it('says what could not be sent', async () => {
    const { server, terminal, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.answer = (frame) =>
      frame.action === 'sendMessage'
        ? { type: 'error', code: 'muted_for_good', message: 'You are muted.', retryable: false }
        : undefined;
    await terminal.type('hello');
    expect(terminal.printed.at(-1)).toBe('* not sent: You are muted.');
    terminal.close();
    await expect(ended).resolves.toBe('fine');
  });

  it('says when the line is lost, once, and when it is back', async () => {
    const { server, timers, terminal, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.welcome = 'fail';
    server.cut();
    await timers.advance(60_000);
    server.welcome = 'open';
    server.say('meanwhile');
    await timers.advance(40_000);
    expect(terminal.printed.slice(1)).toEqual([
      '* connection lost (closed (1006)); trying again',
      '* connection lost (unreachable or refused (1006)); trying again',
      'Bob: meanwhile',
      '* connected again',
    ]);
    await terminal.type('/quit');
    await ended;
  });

  it('says of a line that it waits, and of lines that were not sent that they were not', async () => {
    const { server, timers, terminal, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.welcome = 'fail';
    server.cut();
    await timers.advance(1_000);
    await terminal.type('hello', 'again');
    await terminal.type('/quit');
    await ended;
    expect(terminal.printed.slice(-4)).toEqual([
      '* waits for the connection: hello',
      '* waits for the connection: again',
      '* not sent: hello',
      '* not sent: again',
    ]);
  });

  it.each([
    ['before', ['m1'], [], 1],
    ['since', [], ['m1'], 1],
    ['never', [], [], 0],
  ])('says that messages were missed where some were said: %s', async (_, before, since, times) => {
    const { server, timers, terminal, end } = startChat();
    for (const text of before) server.say(text);
    const ended = end();
    await drainMicrotasks();
    server.cut();
    server.room().epoch = 'e2';
    for (const text of since) server.say(text);
    await timers.advance(1_000);
    expect(terminal.printed.filter((line) => line === '* messages were missed')).toHaveLength(times);
    await terminal.type('/quit');
    await ended;
  });

  it('ends with one line where no server listens, or it rejects the token', async () => {
    const nowhere = startChat();
    nowhere.server.welcome = 'fail';
    await expect(nowhere.end()).resolves.toBe('the server cannot be reached: unreachable or refused (1006)');
    const refused = startChat();
    refused.server.welcome = 401;
    await expect(refused.end()).resolves.toBe('cannot enter the chat: refused (401)');
    const local = startChat(true);
    local.server.welcome = 401;
    await expect(local.end()).resolves.toBe(
      'cannot enter the chat: refused (401); is JWT_SECRET the one of npm start?',
    );
    const banned = startChat(true);
    banned.server.welcome = 403;
    await expect(banned.end()).resolves.toBe('cannot enter the chat: refused (403)');
  });

  it('ends when the server says goodbye for good', async () => {
    const { server, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.tell('lobby', { type: 'bye', reason: 'banned', reconnect: false });
    await expect(ended).resolves.toBe('the server ended the chat: banned');
  });

  it.each(HOSTILE)('ends with one line that has no effect where the reason holds %s', async (_, reason) => {
    const { server, end } = startChat();
    const ended = end();
    await drainMicrotasks();
    server.tell('lobby', { type: 'bye', reason, reconnect: false });
    const line = await ended;
    expect(line).toMatch(/^the server ended the chat: /);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164\u115f]/u);
  });
});
