import assert from 'node:assert/strict';
import { CHAT_ERROR_CODES } from '@serverless-ws/chat-domain';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';
import { exampleFields } from './example-fields.js';

/** What each action takes: the fields of its example in PROTOCOL.md, and the others that its descriptor has. */
const GOOD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = exampleFields();

/** Values by kind of attack; each is put in the place of every field. */
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  'prototype pollution': [
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    { __proto__: null, toString: 'x', polluted: true },
    { constructor: { prototype: { polluted: true } } },
    ['__proto__'],
  ],
  unicode: [
    '\u202ertl\u202c',
    'a\u0300\u0301'.repeat(30),
    '\u200b\u200d\ufeff',
    'ａｄｍｉｎ',
    '\ud800',
    '👩‍👩‍👧‍👦'.repeat(9),
    '\u2028\u2029\u0085',
    '\0',
  ],
  injection: [
    "'; DROP TABLE chat; --",
    'a#b#c',
    'C#1',
    'HEAD',
    'M#0000000000000001',
    '${7*7}{{7*7}}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    'a\r\nSet-Cookie: x=1',
    '{"$gt":""}',
    ':now',
    '#ttl',
    'attribute_exists(PK)',
    'dm.x',
  ],
  'wrong types': [null, true, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[[]]], ''],
  oversize: ['x'.repeat(129), 'x'.repeat(5_000), '\u0800'.repeat(8_000), Array(4_000).fill(1)],
};

/** Frames as text, for what `JSON.stringify` would not write. */
const raw = (action: string): readonly string[] => [
  `{"action":"${action}","__proto__":{"text":"x","userId":"x","polluted":true}}`,
  `{"__proto__":{"action":"${action}"}}`,
  `{"action":"${action}","constructor":{"prototype":{"polluted":true}}}`,
  `{"action":"${action}","action":"ping"}`,
  `{"action":"${action}","seq":1e999,"until":-1e999,"interval":1e999,"limit":1e999,"text":"x","id":"x","userId":"x"}`,
  `{"action":"${action}","text":"\\ud800","room":"\\ud800","userId":"\\udfff","id":"\\ud83d"}`,
  `{"action":"${action}","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
];

/** An answer that says what is wrong, or one that nothing was: never a fault of ours. */
async function survives(socket: ChatSocket, frame: object): Promise<void> {
  const answer = await socket.ask(frame);
  if (answer.type !== 'error') return;
  const { code } = answer;
  assert.ok(
    CHAT_ERROR_CODES.some((known) => known === code),
    `${code} is no documented code`,
  );
  assert.ok(
    code !== 'internal' && code !== 'unavailable',
    `${code} in answer to ${JSON.stringify(frame).slice(0, 200)}`,
  );
}

/** Every value in the position, and under the name, of every field of every action. */
async function attack(chat: Visit, role: string, values: readonly unknown[]): Promise<void> {
  const socket = await chat.connect(chat.mint({ roles: [role] }));
  for (const [action, good] of Object.entries(GOOD)) {
    for (const value of values) {
      for (const field of Object.keys(good)) await survives(socket, { action, ...good, [field]: value });
      if (typeof value === 'string') await survives(socket, { action, ...good, [value]: 1 });
    }
  }
  await socket.alive();
}

const byField: readonly Scenario[] = Object.entries(HOSTILE).flatMap(([kind, values]) =>
  ['user', 'admin'].map((role): Scenario => ({
    name: `${kind} by ${role}, in every field of every action, is answered and does no harm`,
    needs: ['mint', 'unlimited'],
    run: (chat) => attack(chat, role, values),
  })),
);

/** Every attack on every action, by a plain user and by an admin, who gets further. */
export const hostileFrames: readonly Scenario[] = [
  ...byField,
  {
    name: 'frames that no library would write are answered for every action, and do no harm',
    needs: ['mint', 'unlimited'],
    run: async (chat) => {
      const socket = await chat.connect(chat.mint({ roles: ['admin'] }));
      for (const action of Object.keys(GOOD)) {
        for (const text of raw(action)) {
          socket.send(text);
          await socket.alive();
        }
      }
      const faults = socket.unread.filter(
        (frame) => frame.type === 'error' && /internal|unavailable/.test(frame.code),
      );
      assert.deepEqual(faults, []);
    },
  },
];
