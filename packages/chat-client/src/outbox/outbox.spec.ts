import type { ServerFrameOf } from '@serverless-ws/chat-protocol';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { RequestError } from '../request-error.js';
import { FakeTimers } from '../testing/fake-timers.js';
import type { OutboxMessage } from './outbox-message.js';
import { Outbox } from './outbox.js';
import type { MessageFrame } from './pending-send.js';

const HOUR = 3_600_000;

let timers: FakeTimers;
let sent: string[];
let isOnline: boolean;
let stored: readonly OutboxMessage[];
let outbox: Outbox;
let silences: number;

function newOutbox(random = () => 0): Outbox {
  return new Outbox({
    timers,
    random,
    echo: false,
    storage: { load: () => stored, save: (messages) => (stored = messages) },
    send: (frame: MessageFrame) => {
      if (isOnline && 'text' in frame) sent.push(frame.text);
      return isOnline;
    },
    onChange: () => undefined,
    onSilence: () => (silences += 1),
  });
}

beforeEach(() => {
  timers = new FakeTimers();
  sent = [];
  isOnline = true;
  stored = [];
  silences = 0;
  outbox = newOutbox();
});

/** Adds a message whose text is its id; resolves to its receipt's seq, or to its error code. */
function add(id: string, room = 'lobby'): Promise<number | string> {
  return outbox.add({ clientMessageId: id, kind: 'message', room, text: id }).then(
    ({ seq }) => seq,
    ({ code }: { code: string }) => code,
  );
}

function ack(clientMessageId: string, seq: number, room = 'lobby'): ServerFrameOf<'ack'> {
  return { type: 'ack', room, epoch: 'e', seq, id: `m${seq}`, sentAt: 1, duplicate: false, clientMessageId };
}

function rejection(clientMessageId: string, rest: Partial<ServerFrameOf<'error'>>): ServerFrameOf<'error'> {
  return { type: 'error', code: 'x', message: 'No.', retryable: false, clientMessageId, ...rest };
}

const statuses = () => outbox.messages.map(({ text, status }) => `${text} ${status}`);

describe('the outbox', () => {
  it('sends at once, and resolves with the ack', async () => {
    const one = add('one');
    expect(sent).toEqual(['one']);
    expect(statuses()).toEqual(['one sending']);
    outbox.receive(ack('one', 7));
    await expect(one).resolves.toBe(7);
    expect(statuses()).toEqual(['one sent']);
    outbox.shown('lobby', { epoch: 'e', seq: 6 });
    expect(statuses()).toEqual(['one sent']);
    outbox.shown('lobby', { epoch: 'e', seq: 7 });
    expect(statuses()).toEqual([]);
    expect(timers.waiting).toBe(0);
  });

  it('keeps no acked message for a position of another epoch', async () => {
    void add('one');
    outbox.receive(ack('one', 70));
    outbox.shown('lobby', { epoch: 'restored', seq: 3 });
    expect(statuses()).toEqual([]);
  });

  it('accepts its own entry as an ack', async () => {
    const one = add('one');
    const entry = { seq: 9, id: 'm9', sentAt: 1, sender: { id: 'a', name: 'A' }, text: 'one' };
    const messages = [{ ...entry, kind: 'message' as const, clientMessageId: 'one' }];
    outbox.receive({ type: 'messages', room: 'lobby', epoch: 'e', messages });
    await expect(one).resolves.toBe(9);
  });

  it('sends one at a time in a room, and rooms side by side', () => {
    void add('one');
    void add('two');
    void add('other', 'tea');
    expect(sent).toEqual(['one', 'other']);
    outbox.receive(ack('one', 1));
    expect(sent).toEqual(['one', 'other', 'two']);
  });

  it('sends again after five seconds without an ack', async () => {
    void add('one');
    await timers.advance(4_999);
    expect(sent).toHaveLength(1);
    await timers.advance(1);
    expect(sent).toHaveLength(2);
  });

  it('says that the line is suspect each time that an ack is missing', async () => {
    void add('one');
    await timers.advance(4_999);
    expect(silences).toBe(0);
    await timers.advance(10_000);
    expect(silences).toBe(2);
  });

  it('waits for a connection, then sends at once', async () => {
    isOnline = false;
    void add('one');
    await timers.advance(HOUR);
    expect(sent).toEqual([]);
    expect(statuses()).toEqual(['one waiting']);
    isOnline = true;
    outbox.resume();
    expect(sent).toEqual(['one']);
  });

  it('waits for retryAfterMs, then sends again', async () => {
    const one = add('one');
    outbox.receive(rejection('one', { code: 'rate_limited', retryable: true, retryAfterMs: 3_000 }));
    await timers.advance(2_999);
    expect(sent).toHaveLength(1);
    await timers.advance(1);
    expect(sent).toHaveLength(2);
    outbox.receive(ack('one', 1));
    await expect(one).resolves.toBe(1);
  });

  it('waits for retryAfterMs on the next connection, too, and has not met a silent line', async () => {
    void add('one');
    void add('other', 'tea');
    outbox.receive(rejection('one', { code: 'rate_limited', retryable: true, retryAfterMs: 3_000 }));
    outbox.resume();
    expect(sent).toEqual(['one', 'other', 'other']);
    await timers.advance(3_000);
    expect(sent).toEqual(['one', 'other', 'other', 'one']);
    expect(silences).toBe(0);
  });

  it.each([0, -1])('backs off though the server says: at once (%d)', async (retryAfterMs) => {
    outbox = newOutbox(() => 0.5);
    void add('one');
    for (let count = 0; count < 200; count += 1) {
      outbox.receive(rejection('one', { code: 'rate_limited', retryable: true, retryAfterMs }));
      await timers.advance(100);
    }
    expect(sent.length).toBeLessThan(8);
  });

  it('fails a message at once when retryAfterMs ends after its expiry', async () => {
    const one = add('one');
    outbox.receive(rejection('one', { code: 'muted', retryable: true, retryAfterMs: 13 * HOUR }));
    await expect(one).resolves.toBe('muted');
    expect(statuses()).toEqual(['one failed']);
    expect(timers.waiting).toBe(0);
  });

  it('keeps a message after an error about the connection', async () => {
    void add('one');
    outbox.receive(rejection('one', { code: 'token_expired' }));
    expect(statuses()).toEqual(['one sending']);
  });

  it('fails a message that the server rejects, and sends the next', async () => {
    const one = add('one');
    void add('two');
    outbox.receive(rejection('one', { code: 'invalid_text' }));
    await expect(one).resolves.toBe('invalid_text');
    expect(statuses()).toEqual(['one failed', 'two sending']);
    expect(outbox.messages[0]).toMatchObject({ reason: 'invalid_text' });
  });

  it('gives up after twelve hours, connected or not', async () => {
    isOnline = false;
    const one = add('one');
    await timers.advance(12 * HOUR - 1);
    expect(statuses()).toEqual(['one waiting']);
    await timers.advance(1);
    await expect(one).resolves.toBe('expired');
    expect(statuses()).toEqual(['one failed']);
    expect(timers.waiting).toBe(0);
  });

  it('retries a failed message under the same id, and discards one', () => {
    void add('one');
    outbox.receive(rejection('one', {}));
    outbox.retry('one');
    expect(sent).toEqual(['one', 'one']);
    expect(outbox.messages[0]).not.toHaveProperty('reason');
    outbox.discard('one');
    outbox.discard('unknown');
    outbox.retry('unknown');
    expect(statuses()).toEqual([]);
  });

  it('rejects the promise of a discarded message', async () => {
    const one = add('one');
    outbox.discard('one');
    await expect(one).resolves.toBe('discarded');
  });

  it('survives a reload, and sends what was not acknowledged', async () => {
    isOnline = false;
    void add('one');
    void add('two');
    outbox.close(new RequestError('closed', 'Closed.', false));
    sent = [];
    isOnline = true;
    outbox = newOutbox();
    expect(statuses()).toEqual(['one waiting', 'two waiting']);
    outbox.resume();
    expect(sent).toEqual(['one']);
    outbox.receive(ack('one', 1));
    outbox.receive(ack('two', 2));
    expect(stored.map(({ status }) => status)).toEqual(['sent', 'sent']);
    expect(newOutbox().messages).toEqual([]);
  });

  it('accepts a thousand messages at most', async () => {
    isOnline = false;
    for (let count = 0; count < 1_000; count += 1) void add(`m${count}`);
    await expect(add('too many')).resolves.toBe('outbox_full');
  });

  it('ignores acks for other messages', () => {
    void add('one');
    outbox.receive(ack('two', 1));
    outbox.receive({ type: 'pong', heads: {}, rooms: [] });
    expect(statuses()).toEqual(['one sending']);
  });
});
