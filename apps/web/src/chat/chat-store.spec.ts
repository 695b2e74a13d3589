import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  RequestError,
  type ChatClientEvents,
  type HistoryPage,
  type OutboxMessage,
} from '@serverless-ws/chat-client';
import type { WireEntry } from '@serverless-ws/chat-protocol';
import type { ChatConnection } from './chat-connection.js';
import { ChatStore } from './chat-store.js';

const entry = (seq: number): WireEntry => ({
  kind: 'message',
  seq,
  id: `m${seq}`,
  sender: { id: 'bob', name: 'Bob' },
  sentAt: seq,
  text: `text ${seq}`,
});

/** A connection that the test controls. */
class ScriptedConnection implements ChatConnection {
  state: ChatConnection['state'] = { status: 'idle' };
  pending: readonly OutboxMessage[] = [];
  readonly done: string[] = [];
  joinError: RequestError | null = null;
  pages: (HistoryPage | RequestError)[] = [];
  readonly #listeners = new Map<string, (event: never) => void>();

  on(event: string | { readonly type: string }, listener: (event: never) => void): () => void {
    const type = typeof event === 'string' ? event : event.type;
    this.#listeners.set(type, listener);
    return () => this.#listeners.delete(type);
  }
  tell<Type extends keyof ChatClientEvents>(type: Type, event: ChatClientEvents[Type]): void {
    this.#listeners.get(type)?.(event as never);
  }
  connect = () => void this.done.push('connect');
  close = () => void this.done.push('close');
  retry = (id: string) => void this.done.push(`retry ${id}`);
  discard = (id: string) => void this.done.push(`discard ${id}`);
  leave = async (room: string) => void this.done.push(`leave ${room}`);
  join = async (room: string) => {
    this.done.push(`join ${room}`);
    if (this.joinError) throw this.joinError;
  };
  send: ChatConnection['send'] = async (text, { room = 'lobby' } = {}) => {
    this.done.push(`send ${text} to ${room}`);
    return { room, epoch: 'e', seq: 1, id: 'm1', sentAt: 1 };
  };
  history = async (): Promise<HistoryPage> => {
    const page = this.pages.shift() ?? { entries: [], before: null, head: 9 };
    if (page instanceof RequestError) throw page;
    return page;
  };
}

describe('the chat store of a tab', () => {
  let client: ScriptedConnection;
  let store: ChatStore;
  let rooms: (readonly string[])[];

  beforeEach(() => {
    jest.useFakeTimers();
    client = new ScriptedConnection();
    rooms = [];
    store = new ChatStore(client, 'ada', (names) => rooms.push(names));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const drawn = async () => {
    await jest.advanceTimersByTimeAsync(20);
    return store.view();
  };
  const seqs = async () => (await drawn()).room.entries.map(({ seq }) => seq);
  const say = (room: string, ...entries: WireEntry[]) => {
    for (const entry of entries) client.tell('message', { room, epoch: 'e', entry });
  };
  const online = () => {
    client.state = { status: 'online' };
    client.tell('state', client.state);
  };

  it('reads the past once it is online, and appends new entries below it', async () => {
    client.pages = [{ entries: [entry(1), entry(2)], before: { epoch: 'e', seq: 1 }, head: 9 }];
    store.open([]);
    online();
    say('lobby', entry(3));
    expect(await seqs()).toEqual([1, 2, 3]);
    expect(store.view()).toMatchObject({ state: { status: 'online' }, room: { past: 'more', prepended: 2 } });
  });

  it('reads further back until there is no more', async () => {
    client.pages = [
      { entries: [entry(2), entry(3)], before: { epoch: 'e', seq: 2 }, head: 9 },
      { entries: [entry(1)], before: null, head: 9 },
    ];
    await store.readPast();
    await store.readPast();
    await store.readPast();
    expect(await seqs()).toEqual([1, 2, 3]);
    expect(store.view().room.past).toBe('all');
  });

  it('reads on until there is something to show', async () => {
    client.pages = [
      { entries: [], before: { epoch: 'e', seq: 9 }, head: 9 },
      { entries: [entry(8)], before: { epoch: 'e', seq: 8 }, head: 9 },
      { entries: [entry(7)], before: { epoch: 'e', seq: 7 }, head: 9 },
      { entries: [entry(6)], before: null, head: 9 },
    ];
    await store.readPast();
    expect(await seqs()).toEqual([7, 8]);
    expect(store.view().room.past).toBe('more');
  });

  it('drops a page of an epoch that has ended meanwhile', async () => {
    let arrive: (page: HistoryPage) => void = () => undefined;
    client.history = () => new Promise((resolve) => (arrive = resolve));
    const late = store.readPast();
    const arriveLate = arrive;
    client.tell('reset', { room: 'lobby', cursor: { epoch: 'f', seq: 8 } });
    arrive({ entries: [entry(8)], before: null, head: 9 });
    arriveLate({ entries: [entry(1)], before: null, head: 9 });
    await late;
    expect(await seqs()).toEqual([8]);
  });

  it('reads the past again after a failure, when it is online', async () => {
    client.pages = [
      new RequestError('disconnected', 'Not connected.', true),
      { entries: [entry(1)], before: null, head: 9 },
    ];
    await store.readPast();
    expect((await drawn()).room.past).toBe('failed');
    online();
    expect(await seqs()).toEqual([1]);
  });

  it('starts over when the log is reset', async () => {
    say('lobby', entry(1));
    await drawn();
    client.pages = [{ entries: [entry(8)], before: null, head: 9 }];
    client.tell('reset', { room: 'lobby', cursor: { epoch: 'f', seq: 8 } });
    expect(await seqs()).toEqual([8]);
  });

  it('renders a flood of messages at once', async () => {
    let drawings = 0;
    store.subscribe(() => (drawings += 1));
    say('lobby', ...Array.from({ length: 1_000 }, (_, index) => entry(index + 1)));
    expect(await seqs()).toHaveLength(1_000);
    expect(drawings).toBe(1);
  });

  it('counts unread messages of another room until it is shown', async () => {
    await store.join('tea', { select: false });
    say('tea', entry(1), entry(2));
    expect((await drawn()).rooms).toEqual([
      { name: 'lobby', unread: 0 },
      { name: 'tea', unread: 2 },
    ]);
    store.select('tea');
    expect((await drawn()).rooms.map(({ unread }) => unread)).toEqual([0, 0]);
    store.send('hello');
    expect(client.done).toContain('send hello to tea');
  });

  it('counts neither deletions, nor what was deleted, nor the user’s own messages as unread', async () => {
    const bob = entry(1).sender;
    const deletion = (seq: number, target: number): WireEntry => {
      const at = { seq: target, id: `m${target}` };
      return { kind: 'deletion', seq, id: `d${seq}`, sender: bob, sentAt: seq, target: at };
    };
    await store.join('tea', { select: false });
    say('tea', { ...entry(1), sender: { id: 'ada', name: 'Ada' } }, entry(2), entry(3), deletion(4, 2));
    say('tea', { kind: 'deleted', seq: 5, id: 'm5', sender: bob, sentAt: 5 }, deletion(6, 1));
    expect((await drawn()).rooms[1]).toEqual({ name: 'tea', unread: 1 });
    client.tell('reset', { room: 'tea', cursor: { epoch: 'f', seq: 8 } });
    expect((await drawn()).rooms[1]).toEqual({ name: 'tea', unread: 1 });
  });

  it('counts what arrives in the shown room while the page is hidden, until it is seen again', async () => {
    store.see(false);
    say('lobby', entry(1), entry(2));
    expect((await drawn()).rooms).toEqual([{ name: 'lobby', unread: 2 }]);
    store.see(true);
    say('lobby', entry(3));
    expect((await drawn()).rooms).toEqual([{ name: 'lobby', unread: 0 }]);
  });

  it('keeps a draft where it may not enter any more, and drops it when the user leaves', async () => {
    await store.join('tea');
    store.drafts.keep('tea', 'half a sen');
    client.tell('refused', { room: 'tea', error: new RequestError('forbidden', 'Not now.', true) });
    expect(store.drafts.of('tea')).toBe('half a sen');
    await store.join('tea');
    store.leave('tea');
    expect(store.drafts.of('tea')).toBe('');
  });

  it('remembers its rooms, and forgets the one it leaves', async () => {
    await store.join('tea');
    await store.join('tea');
    store.leave('tea');
    store.leave('lobby');
    expect(rooms).toEqual([['tea'], []]);
    expect(client.done).toEqual(['join tea', 'leave tea']);
    expect((await drawn()).room.name).toBe('lobby');
  });

  it('shows why the server rejects a join, and goes back to the lobby', async () => {
    client.joinError = new RequestError('forbidden', 'Not for you.', false);
    await store.join('secret');
    expect(await drawn()).toMatchObject({ notice: 'secret: Not for you.', room: { name: 'lobby' } });
    store.closeNotice();
    expect((await drawn()).notice).toBeNull();
  });

  it('leaves a room that the server no longer lets it into', async () => {
    await store.join('tea');
    client.tell('refused', { room: 'tea', error: new RequestError('forbidden', 'Not any more.', false) });
    expect(await drawn()).toMatchObject({ notice: 'tea: Not any more.', rooms: [{ name: 'lobby' }] });
  });

  it('passes retry and discard of a failed message to the client', async () => {
    store.retry('a');
    store.discard('b');
    store.close();
    expect(client.done).toEqual(['retry a', 'discard b', 'close']);
  });

  it('shows pending messages', async () => {
    const message: OutboxMessage = {
      clientMessageId: 'a',
      kind: 'message',
      room: 'lobby',
      text: 'hi',
      createdAt: 1,
      status: 'sending',
    };
    client.pending = [message];
    client.tell('outbox', client.pending);
    expect((await drawn()).outbox).toEqual([message]);
  });
});
