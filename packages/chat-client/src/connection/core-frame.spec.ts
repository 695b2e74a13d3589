import { EVENTS, eventIn, removed } from '@serverless-ws/chat-protocol';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coreFrame } from './core-frame.js';

const untexted = {
  seq: 7,
  id: 'm7',
  kind: 'message',
  sender: { id: 'bob', name: 'Bob' },
  sentAt: 1,
  clientMessageId: 'c',
};
const entry = { ...untexted, text: 'hi' };
const entries = [
  entry,
  { ...entry, kind: 'announcement' },
  { ...untexted, kind: 'deleted' },
  { ...untexted, kind: 'deletion', target: { seq: 1, id: 'm1' } },
  {
    ...{ ...entry, kind: 'message', to: 'ada', meta: { a: 1 }, mentions: ['ada'], editedAt: 2 },
    ...{ replyTo: { seq: 1, id: 'm1' }, reactions: { '+1': { count: 1, users: ['bob'], own: false } } },
  },
  { ...entry, kind: 'edit', target: { seq: 1, id: 'm1' }, meta: {}, mentions: [] },
  { ...untexted, kind: 'reaction', target: { seq: 1, id: 'm1' }, reaction: '+1', on: true },
  { seq: 8, kind: 'from the future' },
];
const page = {
  ...{ room: 'tea', epoch: 'e', from: 1, through: 9, head: 9, recovered: true, more: false },
  messages: entries,
};
const position = { room: 'tea', epoch: 'e', seq: 7, id: 'm7', sentAt: 1 };

/** A frame of each type, with all its fields. */
const frames = [
  { type: 'ack', ...position, duplicate: false, clientMessageId: 'c', entry },
  { type: 'messages', room: 'tea', epoch: 'e', messages: entries },
  { type: 'joined', ...page, until: 9 },
  { type: 'page', ...page },
  { type: 'left', room: 'tea' },
  { type: 'removed', room: 'tea', reason: 'expired' },
  {
    type: 'pong',
    heads: { tea: { epoch: 'e', seq: 9 }, constructor: { epoch: 'e', seq: 1 } },
    rooms: ['tea'],
  },
  { type: 'done', action: 'kick', room: 'tea' },
  { type: 'bye', reason: 'kicked', reconnect: false },
  { type: 'error', code: 'x', message: 'No.', retryable: true, retryAfterMs: 1, clientMessageId: 'c' },
].map((frame) => ({ ...frame, requestId: 'r' }));

type Frame = (typeof frames)[number];

/** As the descriptors of chat-protocol read it. */
function described(frame: Frame) {
  const event = Object.entries({ ...EVENTS, removed }).find(([type]) => type === frame.type)?.[1];
  return event === undefined ? null : eventIn(event, frame);
}

/** A frame with a value somewhere in it replaced or removed; the whole way there is drawn. */
function spoiled(value: unknown, way: readonly number[], replacement: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  const copy: object = Array.isArray(value) ? [...value] : { ...value };
  const fields = new Map<string, unknown>(Object.entries(copy));
  if (key === undefined) return replacement;
  const next = spoiled(fields.get(key), rest, replacement);
  if (next === undefined) fields.delete(key);
  else fields.set(key, next);
  return Array.isArray(value) ? [...fields.values()] : Object.fromEntries(fields);
}

describe('a frame that the client follows', () => {
  it.each(frames)('is read as its descriptor reads it: $type', (frame) => {
    expect(coreFrame(frame)).toMatchObject(described(frame) ?? {});
    expect(described(frame)).not.toBeNull();
  });

  it('is read, or not, as its descriptor does, whatever is wrong with it', () => {
    const values = fc.constantFrom(undefined, null, 0, '', true, [], {}, [{}], { seq: 1 }, ['x'], 'message');
    const way = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
    let unread = 0;
    fc.assert(
      fc.property(fc.constantFrom(...frames), way, values, (frame, steps, value) => {
        const { type } = frame;
        const broken = { ...Object(spoiled(frame, steps, value)), type };
        const expected = described(broken);
        unread += expected === null ? 1 : 0;
        const read = coreFrame(broken);
        if (expected === null) expect(read).toBeNull();
        else expect(read).toMatchObject(expected);
      }),
      { numRuns: 3_000 },
    );
    expect(unread).toBeGreaterThan(500);
  });

  it('keeps of an entry of another kind, or of one that lacks a field, no more than its position', () => {
    const messages = [{ ...untexted, kind: 'message' }, { ...entry, kind: '__proto__' }, entry];
    const frame = { type: 'messages', room: 'tea', epoch: 'e', messages };
    expect(coreFrame(frame)).toMatchObject({ messages: [{ seq: 7 }, { seq: 7 }, entry] });
    expect(coreFrame(frame)).toHaveProperty('messages.0', { seq: 7 });
    expect(coreFrame(frame)).toHaveProperty('messages.1', { seq: 7 });
  });
});

describe('any other frame', () => {
  it.each(['from the future', 'acme.waved', 'constructor', '__proto__', 'toString'])(
    'is left to the descriptors of the app: %s',
    (type) => {
      expect(coreFrame({ type, room: 'tea' })).toBeNull();
    },
  );
});
