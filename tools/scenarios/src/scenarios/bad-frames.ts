import assert from 'node:assert/strict';
import type { Scenario } from '../scenario.js';

const TOO_LONG = 4_097;

/** Frames, and the code of the `error` that answers each. */
const BAD: readonly (readonly [name: string, frame: string, code: string])[] = [
  ['that is not JSON', 'hello?', 'bad_request'],
  ['that is empty', '', 'bad_request'],
  ['that is no object', '[1, 2]', 'bad_request'],
  ['that is null', 'null', 'bad_request'],
  ['without an action', '{"text":"hi"}', 'bad_request'],
  ['with an action that is no text', '{"action":{"$connect":1}}', 'bad_request'],
  ['with an unknown action', '{"action":"fly"}', 'unknown_action'],
  ['with the action __proto__', '{"action":"__proto__"}', 'unknown_action'],
  ['with the action constructor', '{"action":"constructor"}', 'unknown_action'],
  ['with the action $connect', '{"action":"$connect"}', 'unknown_action'],
  ['with the action $default', '{"action":"$default"}', 'unknown_action'],
  ['with __proto__ as a field', '{"action":"sendMessage","__proto__":{"text":"hi"}}', 'bad_request'],
  ['without a text', '{"action":"sendMessage"}', 'bad_request'],
  ['with an empty text', '{"action":"sendMessage","text":" "}', 'invalid_text'],
  [
    'with a text too long',
    JSON.stringify({ action: 'sendMessage', text: 'x'.repeat(TOO_LONG) }),
    'invalid_text',
  ],
  ['with a bad room', '{"action":"sendMessage","text":"hi","room":"../etc"}', 'invalid_room'],
  ['to a room one is not in', '{"action":"sendMessage","text":"hi","room":"e2e-not-joined"}', 'not_joined'],
];

/** What is answered and survived, and what the gateway closes. */
export const badFrames: readonly Scenario[] = [
  ...BAD.map(([name, frame, code]) => ({
    name: `a frame ${name} gets the error ${code}, and the connection lives`,
    run: async (chat: Parameters<Scenario['run']>[0]) => {
      const socket = await chat.connect();
      socket.send(frame);
      assert.equal((await socket.next('error')).code, code);
      await socket.alive();
    },
  })),
  {
    name: 'a frame over 32 KB closes the connection with 1009',
    run: async (chat) => {
      const socket = await chat.connect();
      const closed = socket.closed();
      socket.send({ action: 'ping', padding: 'x'.repeat(33 * 1_024) });
      assert.equal(await closed, 1009);
    },
  },
  {
    name: 'a binary frame closes the connection with 1003',
    run: async (chat) => {
      const socket = await chat.connect();
      const closed = socket.closed();
      socket.send(Buffer.from('{"action":"ping"}'));
      assert.equal(await closed, 1003);
    },
  },
];
