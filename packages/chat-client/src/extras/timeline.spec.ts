import { describe, expect, it } from '@jest/globals';
import { erased } from '@serverless-ws/chat-protocol';
import { drainMicrotasks, startClient, tokenOf } from '../testing/index.js';
import type { Line } from './line.js';
import { timeline } from './timeline.js';

const BOB = { id: 'bob', name: 'Bob' };

/** How a line looks: its text, its reactions, and whether it was edited, deleted, or waits. */
function look(line: Line): string {
  if (line.kind === 'pending') return `(${line.message.text})`;
  if (line.kind === 'deleted') return '-';
  const reactions = Object.entries(line.reactions).map(
    ([name, { count, own }]) => ` ${name}${count}${own ? '!' : ''}`,
  );
  return `${line.text}${line.editedAt === undefined ? '' : '*'}${reactions.join('')}`;
}

async function watched(before: readonly string[] = [], name = 'lobby') {
  const started = startClient({ getToken: () => tokenOf('ada') });
  const { client, server, connect } = started;
  const said = before.map((text) => server.say(text));
  await connect();
  const room = client.room(name);
  const view = timeline(room);
  return { ...started, said, room, view, lines: () => view.current.map(look) };
}

describe('a timeline', () => {
  it('is the past, what is new, and what waits to be sent, as one list', async () => {
    const { client, server, timers, view, lines } = await watched(['one', 'two']);
    expect([view.current, view.hasOlder]).toEqual([[], undefined]);
    expect(await view.older()).toBe(false);
    server.say('three');
    server.cut();
    const sent = client.send('four');
    expect(lines()).toEqual(['one', 'two', 'three', '(four)']);
    const key = view.current.at(-1)?.key;
    await timers.advance(1_000);
    await sent;
    expect(lines()).toEqual(['one', 'two', 'three', 'four']);
    expect(view.current.at(-1)?.key).toBe(key);
  });

  it('reads page by page, each once, also where it is asked twice at a time', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => `m${index}`);
    const { server, view } = await watched(texts);
    expect(await Promise.all([view.older(), view.older()])).toEqual([true, true]);
    expect([view.current.length, view.hasOlder]).toEqual([100, true]);
    expect(await view.older()).toBe(false);
    expect(view.current.map(look)).toEqual(texts);
    expect(server.of('listMessages')).toHaveLength(2);
  });

  it('shows edits, deletions and reactions at the message, live', async () => {
    const { server, said, view, lines } = await watched(['one', 'two']);
    await view.older();
    const [one, two] = said;
    if (!one || !two) throw new Error('nothing was said');
    const push = (entry: { seq: number } | null) => server.push('lobby', [entry?.seq ?? 0]);
    push(server.room().edit(one, { text: 'uno' }));
    push(server.room().react(one, '+1', true, BOB));
    push(server.room().react(one, '+1', true, { id: 'ada', name: 'Ada' }));
    push(server.room().react(two, 'ok', true, BOB));
    expect(lines()).toEqual(['uno* +12!', 'two ok1']);
    push(server.room().react(one, '+1', false, BOB));
    push(server.room().react(two, 'ok', false, BOB));
    push(server.room().delete(two, BOB));
    expect(lines()).toEqual(['uno* +11!', '-']);
  });

  it('shows the same from the log as it showed live', async () => {
    const { server, said, view, lines } = await watched(['one', 'two', 'three']);
    const [one, two, three] = said;
    if (!one || !two || !three) throw new Error('nothing was said');
    server.room().edit(one, { text: 'uno' });
    server.room().edit(one, { text: 'eins' });
    server.room().react(one, '+1', true, BOB);
    server.room().delete(two, BOB);
    server.say('four');
    await drainMicrotasks();
    await view.older();
    expect(lines().slice(0, 3)).toEqual(['eins* +11', '-', 'three']);
  });

  it('shows an edit, a reaction and a deletion that overtake the page with their message', async () => {
    const { server, said, view, lines } = await watched(['one', 'two']);
    const [one, two] = said;
    if (!one || !two) throw new Error('nothing was said');
    const page = server.room().pageOf({ action: 'listMessages' });
    const changes = [
      server.room().edit(one, { text: 'uno' }),
      server.room().react(one, '+1', true, BOB),
      server.room().delete(two, BOB),
    ];
    server.push(
      'lobby',
      changes.map((entry) => entry?.seq ?? 0),
    );
    server.answer = ({ action }) => (action === 'listMessages' ? { type: 'page', ...page } : undefined);
    await view.older();
    expect(lines()).toEqual(['uno* +11', '-']);
  });

  it('keeps, at an edit, to whom a direct message went', async () => {
    const { client, server, view } = await watched([], '@bob');
    const { seq, id } = await client.direct('bob').send('helo');
    const entry = server.direct('bob').edit({ seq, id }, { text: 'hello' });
    server.push('dm.bob', [entry?.seq ?? 0]);
    expect(view.current).toMatchObject([{ text: 'hello', to: 'bob' }]);
  });

  it('keeps the lines that do not change the same objects', async () => {
    const { server, said, view } = await watched(['one', 'two']);
    await view.older();
    const before = view.current;
    expect(view.current).toBe(before);
    const entry = server.room().edit(said[0] ?? { seq: 0, id: '' }, { text: 'uno' });
    server.push('lobby', [entry?.seq ?? 0]);
    expect(view.current[0]).not.toBe(before[0]);
    expect(view.current[1]).toBe(before[1]);
  });

  it('begins anew after a reset, with a page of the log', async () => {
    const { server, timers, view, lines } = await watched(['one', 'two']);
    await view.older();
    server.cut();
    server.room().epoch = 'e2';
    server.room().positions.length = 1;
    await timers.advance(1_000);
    await drainMicrotasks();
    expect([lines(), view.hasOlder]).toEqual([['one'], false]);
    server.say('three');
    expect(lines()).toEqual(['one', 'three']);
  });

  it('retries and discards what failed', async () => {
    const { client, server, view, lines } = await watched();
    server.answer = ({ action }) =>
      action === 'sendMessage'
        ? { type: 'error', code: 'muted', message: 'No.', retryable: false }
        : undefined;
    await client.send('a', { clientMessageId: 'a' }).catch(() => undefined);
    await client.send('b', { clientMessageId: 'b' }).catch(() => undefined);
    expect(lines()).toEqual(['(a)', '(b)']);
    server.answer = () => undefined;
    view.retry('b');
    view.discard('a');
    await drainMicrotasks();
    expect(lines()).toEqual(['b']);
  });

  it('waits for a connection to read the past', async () => {
    const { client, server, connect } = startClient();
    server.say('one');
    const older = timeline(client.room()).older();
    await connect();
    expect(await older).toBe(false);
    expect(timeline(client.room()).current.map(look)).toEqual(['one']);
  });
});

describe('a user who is erased', () => {
  const EVE = { id: 'eve', name: 'Eve' };

  /** Eve wrote twice, Bob answered her, and both reacted to it; the client has read the past. */
  async function written() {
    const parts = await watched();
    const room = parts.server.room();
    const [one, two] = [room.put('secret', EVE), room.put('more', EVE, 'c1')];
    const bobs = room.put('answer', BOB, undefined, { replyTo: { seq: one.seq, id: one.id } });
    const changes = [
      room.edit(two, { text: 'edited' }),
      room.react(bobs, '+1', true, EVE),
      room.react(bobs, '+1', true, BOB),
      room.react(bobs, 'ok', true, EVE),
    ];
    const push = (...entries: ({ seq: number } | null)[]) => {
      for (const entry of entries) parts.server.push('lobby', [entry?.seq ?? 0]);
    };
    const erase = (more: object = {}) =>
      parts.server.tell(
        'lobby',
        erased({ room: 'lobby', userId: 'eve', sentAt: parts.timers.now(), ...more }),
      );
    return { ...parts, fakeRoom: room, push, erase, all: [one, two, bobs, ...changes] };
  }

  it('leaves neither text, name, id nor reaction in the lines, and those of others stay', async () => {
    const { view, erase, push, all, lines } = await written();
    push(...all);
    expect(lines()).toEqual(['secret', 'edited*', 'answer +12 ok1']);
    const [, , kept] = view.current;
    erase();
    expect(lines()).toEqual(['-', '-', 'answer +11']);
    expect(JSON.stringify(view.current)).not.toMatch(/eve|secret|edited|more|c1/i);
    expect(view.current[2]?.key).toBe(kept?.key);
  });

  it('is not shown by pages that are read while the log holds it still, nor after a reset', async () => {
    const { server, timers, fakeRoom, view, erase, lines } = await written();
    erase();
    await view.older();
    expect(lines()).toEqual([]);
    server.cut();
    fakeRoom.epoch = 'e2';
    await timers.advance(1_000);
    await drainMicrotasks();
    expect(lines()).toEqual(['-', '-', 'answer +11']);
    expect(JSON.stringify(view.current)).not.toMatch(/eve|secret|edited/i);
  });

  it('is not shown by reactions that come late, or were kept for a page on its way', async () => {
    const { server, timers, said, view, lines } = await watched(['one']);
    const page = server.room().pageOf({ action: 'listMessages' });
    server.answer = ({ action }) => (action === 'listMessages' ? { type: 'page', ...page } : undefined);
    const react = (reaction: string, user: typeof EVE) => {
      const entry = server.room().react(said[0] ?? { seq: 0, id: '' }, reaction, true, user);
      server.push('lobby', [entry?.seq ?? 0]);
    };
    react('kept', EVE);
    react('kept', BOB);
    server.tell('lobby', erased({ room: 'lobby', userId: 'eve', sentAt: timers.now() }));
    react('late', EVE);
    await view.older();
    expect(lines()).toEqual(['one kept1']);
    react('late', EVE);
    expect(lines()).toEqual(['one kept1']);
  });

  it('is shown in other rooms, and with what they write later', async () => {
    const { timers, fakeRoom, erase, push, all, lines } = await written();
    push(...all);
    erase({ room: 'tea' });
    expect(lines()).toEqual(['secret', 'edited*', 'answer +12 ok1']);
    erase();
    await timers.advance(1);
    push(fakeRoom.put('back', EVE));
    expect(lines()).toEqual(['-', '-', 'answer +11', 'back']);
  });

  it('leaves no id at what was written to them', async () => {
    const { client, server, timers, view } = await watched([], '@eve');
    await client.direct('eve').send('hello');
    const { name: room } = server.direct('eve');
    server.tell(room, erased({ room, userId: 'eve', sentAt: timers.now() }));
    expect(view.current).toMatchObject([{ text: 'hello', to: '' }]);
  });
});
