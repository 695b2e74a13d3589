import { drainMicrotasks, startClient, tokenOf } from '@serverless-ws/chat-client/testing';
import { describe, expect, it } from '@jest/globals';
import { FakeTerminal } from '../fixtures/fake-terminal.js';
import { LineFormat } from '../line-format.js';
import { TerminalChat } from '../terminal-chat.js';

const BOB = { id: 'bob', name: 'Bob' };

/** Ada in the lobby, where Bob has said `lunch?`; what is printed from then on. */
async function started() {
  const all = startClient({ getToken: () => tokenOf('ada', 'Ada') });
  const { client, server } = all;
  const terminal = new FakeTerminal();
  server.say('lunch?');
  const format = new LineFormat(false);
  const ended = new TerminalChat({ client, terminal, format, room: 'lobby', isLocal: true }).run();
  await drainMicrotasks();
  const from = terminal.printed.length;
  return { ...all, terminal, ended, printed: () => terminal.printed.slice(from) };
}

describe('a command of the terminal', () => {
  it('answers and reacts to the last message of others, or of one whom it names', async () => {
    const { server, terminal, printed } = await started();
    await terminal.type('/reply yes', '/react \u{1f44d}', '/react @bob +1', '/reply @eve hm');
    expect(server.of('sendMessage')).toMatchObject([{ text: 'yes', replyTo: { seq: 1 }, mentions: ['bob'] }]);
    expect(server.of('react')).toMatchObject([
      { seq: 1, reaction: '\u{1f44d}' },
      { seq: 1, reaction: '+1' },
    ]);
    expect(printed()).toContain('Ada to Bob: yes');
    expect(printed()).toContain('* Ada reacted \u{1f44d}');
    expect(printed()).toContain('* /reply: needs a message of another user: there is none');
  });

  it('edits and deletes the last message of the user', async () => {
    const { server, terminal, printed } = await started();
    await terminal.type('/delete');
    await terminal.type('helo');
    await terminal.type('/edit hello');
    await terminal.type('/delete', '/edit');
    expect(server.room().positions[1]).toMatchObject({ kind: 'deleted' });
    expect(printed()).toEqual([
      '* /delete: needs a message of your own: there is none',
      'Ada: helo',
      '* Ada edited message 2: hello',
      '* Ada deleted message 2',
      '* /edit: needs /edit TEXT',
    ]);
  });

  it('brings rooms onto the screen, and tells of what is unread in others', async () => {
    const { client, server, timers, terminal, printed } = await started();
    server.say('in tea before', { room: 'tea' });
    await terminal.type('/join tea');
    server.say('in the lobby');
    server.say('in tea', { room: 'tea' });
    expect(printed()).toEqual([
      '* this is tea',
      'Bob: in tea before',
      '* 1 unread in lobby: /join lobby',
      'Bob: in tea',
    ]);
    await terminal.type('/leave');
    expect(printed().slice(-3)).toEqual(['* this is lobby', 'Bob: lunch?', 'Bob: in the lobby']);
    expect(server.open[0]?.rooms.has('tea')).toBe(false);
    server.say('psst', { with: 'eve' });
    await timers.advance(3_000);
    expect(printed().at(-1)).toBe('* 1 unread in @eve: /dm eve');
    await terminal.type('/rooms');
    expect(printed().slice(-2)).toContain('* @eve: 1 unread');
    client.close();
  });

  it('writes to one user, and stays there', async () => {
    const { server, terminal, printed } = await started();
    await terminal.type('/dm Bob are you there?', 'hello', '/who');
    expect(server.direct('bob').positions).toMatchObject([{ text: 'are you there?' }, { text: 'hello' }]);
    expect(printed()).toEqual(['* this is @bob', 'Ada: are you there?', 'Ada: hello', '* you and bob']);
  });

  it('says who is there, who comes and goes, and who types', async () => {
    const { server, timers, terminal, printed } = await started();
    const change = { joined: [BOB], left: [], sentAt: timers.now() };
    server.tell('lobby', { type: 'presence', room: 'lobby', ...change });
    const signal = { type: 'signal', room: 'lobby', event: 'typing', data: true } as const;
    server.tell('lobby', { ...signal, sender: BOB, sentAt: timers.now() });
    await terminal.type('/who');
    expect(printed()).toEqual(['* Bob has come', '* Bob is typing', '* 2 here: Ada, Bob']);
  });

  it('is not told while it is typed, as what others are to read is', async () => {
    const { server, terminal } = await started();
    const told = () => server.of('signal').map(({ data }) => data);
    for (const line of ['/', '/e', '', 'h', 'he', 'hel']) await terminal.begin(line);
    expect(told()).toEqual([true]);
    await terminal.begin('');
    expect(told()).toEqual([true, false]);
    await terminal.begin('h');
    await terminal.type('/join tea');
    // Not in the room that was left, either.
    expect(told()).toEqual([true, false, true, false]);
  });

  it('is listed by /help, and mentions those whom a line names', async () => {
    const { server, terminal, printed } = await started();
    await terminal.type('/help', 'hi @Bob, and @nemo');
    expect(printed()).toContain('* /quit ends the chat');
    expect(server.of('sendMessage')).toMatchObject([{ mentions: ['bob'] }]);
    await terminal.type('/join private.board');
    expect(printed().at(-1)).toBe('* this is private.board');
  });

  it('that is refused says so, and leaves the screen as it is', async () => {
    const { server, terminal, ended, printed } = await started();
    server.answer = ({ action }) =>
      action === 'joinRoom'
        ? { type: 'error', code: 'forbidden', message: 'Not for you.', retryable: false }
        : undefined;
    await terminal.type('/join private.board');
    await terminal.type('still here');
    expect(printed()).toEqual(['* /join: Not for you.', 'Ada: still here']);
    await terminal.type('/quit');
    await ended;
  });
});
