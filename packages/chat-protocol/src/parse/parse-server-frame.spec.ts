import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encode } from '../encode/encode.js';
import { parseServerFrame } from './parse-server-frame.js';
import type { ServerFrame } from '../events/index.js';

/** Any code point; `unit: 'binary'` chooses from the same, and takes seconds to be made. */
const codePoint = fc.nat(0x10_f7ff).map((nth) => String.fromCodePoint(nth < 0xd800 ? nth : nth + 0x800));

const text = fc.string({ unit: 'grapheme' });
const seq = fc.nat();
const position = { seq, id: text, sender: fc.record({ id: text, name: text }), sentAt: seq };
const requestId = fc.string({ maxLength: 128 });
const entry = fc.oneof(
  fc.record(
    {
      ...position,
      kind: fc.constantFrom('message' as const, 'announcement' as const),
      text,
      clientMessageId: text,
    },
    { requiredKeys: ['seq', 'id', 'sender', 'sentAt', 'kind', 'text'] },
  ),
  fc.record({ ...position, kind: fc.constant('deleted' as const) }),
  fc.record({ ...position, kind: fc.constant('deletion' as const), target: fc.record({ seq, id: text }) }),
);
const page = {
  requestId,
  room: text,
  epoch: text,
  from: seq,
  through: seq,
  head: seq,
  recovered: fc.boolean(),
  more: fc.boolean(),
};
const messages = fc.array(entry);
const kind = <Type extends string>(type: Type) => fc.constant(type);

const frames: fc.Arbitrary<ServerFrame> = fc.oneof(
  fc.record({
    type: kind('ack'),
    room: text,
    epoch: text,
    seq,
    id: text,
    sentAt: seq,
    duplicate: fc.boolean(),
  }),
  fc.record({ type: kind('messages'), room: text, epoch: text, messages }),
  fc.record({ type: kind('joined'), ...page, messages }),
  fc.record({ type: kind('page'), ...page, messages }),
  fc.record({ type: kind('left'), requestId, room: text }),
  fc.record({
    type: kind('pong'),
    heads: fc.dictionary(text, fc.record({ epoch: text, seq }), { noNullPrototype: true }),
    rooms: fc.array(text),
  }),
  fc.record(
    { type: kind('done'), requestId, action: text, room: text },
    { requiredKeys: ['type', 'action'] },
  ),
  fc.record({ type: kind('bye'), reason: text, reconnect: fc.boolean() }),
  fc.record({ type: kind('error'), code: text, message: text, retryable: fc.boolean(), requestId }),
);

describe('a server frame', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(parseServerFrame(encode(frame))).toEqual(frame);
      }),
    );
  });

  it('may name rooms after anything', () => {
    const head = '{"epoch":"e","seq":3}';
    const pong = `{"type":"pong","heads":{"constructor":${head},"__proto__":${head}},"rooms":["__proto__"]}`;
    const frame = parseServerFrame(pong);
    const heads = frame?.type === 'pong' ? Object.entries(frame.heads) : [];
    expect(heads).toEqual([
      ['constructor', { epoch: 'e', seq: 3 }],
      ['__proto__', { epoch: 'e', seq: 3 }],
    ]);
  });

  it('may tell of no rooms', () => {
    const pong = '{"type":"pong","heads":{},"rooms":[]}';
    expect(parseServerFrame(pong)).toEqual({ type: 'pong', heads: {}, rooms: [] });
  });

  it('may have fields that this version does not know', () => {
    const bye = '{"type":"bye","reason":"solar storm","reconnect":true,"mood":7}';
    expect(parseServerFrame(bye)).toEqual({ type: 'bye', reason: 'solar storm', reconnect: true });
  });

  it('may hold entries that this version does not know: their position is kept', () => {
    const frame = {
      type: 'messages',
      room: 'lobby',
      epoch: 'e',
      messages: [{ seq: 7, kind: 'reaction', emoji: '🎉' }],
    };
    expect(parseServerFrame(JSON.stringify(frame))).toEqual({
      ...frame,
      messages: [{ seq: 7 }],
    });
  });
});

describe('what is no server frame', () => {
  it.each([
    'not JSON',
    '',
    'null',
    '[]',
    '{}',
    '{"type":"reaction"}',
    '{"type":"constructor"}',
    '{"type":"__proto__"}',
    '{"type":7}',
    '{"type":"bye"}',
    '{"type":"pong","heads":{}}',
    '{"type":"pong","heads":{},"rooms":{}}',
    '{"type":"pong","heads":[{"epoch":"e","seq":1}],"rooms":[]}',
    '{"type":"pong","heads":{"lobby":1},"rooms":["lobby"]}',
    '{"type":"pong","heads":{"lobby":null},"rooms":["lobby"]}',
    '{"type":"pong","heads":{"lobby":{"epoch":"e","seq":1},"tea":{"epoch":"e","seq":"1"}},"rooms":[]}',
    '{"type":"pong","heads":{"tea":{"seq":1}},"rooms":[]}',
    '{"type":"pong","heads":null,"rooms":[]}',
    '{"type":"pong","heads":7,"rooms":[]}',
    '{"type":"page","room":"lobby","epoch":"e","from":1,"through":0,"recovered":true,"messages":[],"more":false}',
    '{"type":"messages","room":"lobby","epoch":"e","messages":[{"kind":"message"}]}',
    '{"message":"Internal server error","connectionId":"x","requestId":"y"}',
  ])('is passed over: %s', (frame) => {
    expect(parseServerFrame(frame)).toBeNull();
  });

  it('never throws, whatever it is', () => {
    const almost = fc
      .tuple(
        fc.constantFrom('ack', 'messages', 'joined', 'pong', 'error'),
        fc.dictionary(text, fc.jsonValue()),
      )
      .map(([type, rest]) => JSON.stringify({ ...rest, type }));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: codePoint }), fc.json(), almost), (body) => {
        const frame = parseServerFrame(body);
        if (frame !== null) expect(frame).toHaveProperty('type');
      }),
      { numRuns: 2_000 },
    );
  });
});
