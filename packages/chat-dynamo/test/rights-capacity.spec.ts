import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChat, type Chat } from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoModerationStateRepository,
  DynamoRoomRulesRepository,
} from '../src/index.js';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';
import { recordCalls, type RecordedCall } from './recorded-calls.js';

const ROOM = 'private.den';
const HOUR = 3_600_000;
const HOST = { connectionId: 'host', identity: identityOf('host', { roles: ['moderator', `room:${ROOM}`] }) };
const ADA = { connectionId: 'ada', identity: identityOf('ada') };
const EVE = { connectionId: 'eve', identity: identityOf('eve') };

type Moderation = NonNullable<Chat['moderation']>;
type Step = readonly [
  what: string,
  act: (chat: Chat, moderation: Moderation) => Promise<unknown>,
  units: string,
];

/** One after the other, with the units that each reads and writes. What concerns no guest costs what it did without them. */
const STEPS: readonly Step[] = [
  ['connect', ({ connect }) => connect.execute(HOST), 'r2 w3'],
  ['connect', ({ connect }) => connect.execute(ADA), 'r2 w3'],
  ['connect', ({ connect }) => connect.execute(EVE), 'r2 w3'],
  ['join a new public room', ({ joinRoom }) => joinRoom.execute({ ...ADA, room: 'tea' }), 'r4 w4'],
  ['join a public room', ({ joinRoom }) => joinRoom.execute({ ...HOST, room: 'tea' }), 'r4 w2'],
  ['join it again', ({ joinRoom }) => joinRoom.execute({ ...HOST, room: 'tea' }), 'r5 w2'],
  ['join a private room as a member', ({ joinRoom }) => joinRoom.execute({ ...HOST, room: ROOM }), 'r4 w4'],
  [
    'say',
    ({ sendMessage }) => sendMessage.execute({ ...HOST, room: 'tea', kind: 'message', text: 'hi' }),
    'r2 w3',
  ],
  ['list', ({ listMessages }) => listMessages.execute({ ...HOST, room: 'tea' }), 'r3 w0'],
  ['ping', ({ ping }) => ping.execute(HOST), 'r4 w0'],
  ['leave', ({ leaveRoom }) => leaveRoom.execute({ ...ADA, room: 'tea' }), 'r4 w3'],
  [
    'be refused in a private room',
    ({ joinRoom }) => joinRoom.execute({ ...ADA, room: ROOM }).catch(() => null),
    'r2 w0',
  ],
  [
    'invite',
    (_, { invite }) => invite.execute({ ...HOST, room: ROOM, userId: 'ada', until: soon(2 * HOUR) }),
    // One read is for the notice to the guest's connections.
    'r3 w3',
  ],
  ['join as a guest', ({ joinRoom }) => joinRoom.execute({ ...ADA, room: ROOM }), 'r6 w4'],
  ['join as a guest again', ({ joinRoom }) => joinRoom.execute({ ...ADA, room: ROOM }), 'r7 w3'],
  [
    'invite for longer',
    (_, { invite }) => invite.execute({ ...HOST, room: ROOM, userId: 'ada', until: soon(3 * HOUR) }),
    'r4 w3',
  ],
  [
    'invite for shorter',
    (_, { invite }) => invite.execute({ ...HOST, room: ROOM, userId: 'ada', until: soon(HOUR) }),
    'r3 w5',
  ],
  [
    'take an invitation back',
    (_, { invite }) => invite.execute({ ...HOST, room: ROOM, userId: 'ada', until: 0 }),
    'r5 w6',
  ],
  ['kick', (_, { kick }) => kick.execute({ ...HOST, userId: 'ada' }), 'r3 w4'],
  ['ban', (_, { ban }) => ban.execute({ ...HOST, userId: 'eve' }), 'r4 w6'],
  ['disconnect', ({ disconnect }) => disconnect.execute('host'), 'r0 w5'],
];

const clock = new ManualClock(Date.now());
const soon = (milliseconds: number): number => clock.now() + milliseconds;

describe('what an action costs, in units read and written', () => {
  let engine: Engine;
  let table: FreshTable;
  let calls: RecordedCall[];
  let chat: Chat;

  beforeAll(async () => {
    engine = await startDynalite();
    table = await freshTable(engine.endpoint);
    calls = recordCalls(table.sdk);
    const at = { ...table, clock };
    chat = createChat({
      connections: new DynamoConnectionRepository(at),
      heads: new DynamoRoomHeadRepository(at),
      messages: new DynamoMessageRepository(at),
      moderation: {
        moderationStates: new DynamoModerationStateRepository(at),
        rules: new DynamoRoomRulesRepository(at),
        audit: new DynamoAuditLog(at),
      },
      gateway: new InMemoryMessageGateway(clock),
      clock,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    });
  });
  afterAll(async () => {
    await table.close();
    await engine.stop();
  });

  const sum = (isRead: boolean): number =>
    calls
      .filter(({ command }) => /^(Get|Query|BatchGet)/.test(command) === isRead)
      .reduce((total, { units }) => total + units, 0);

  it.each(STEPS)('%s', async (_, act, units) => {
    if (chat.moderation === undefined) throw new TypeError('This chat has moderation.');
    calls.length = 0;
    await act(chat, chat.moderation);
    expect(`r${sum(true)} w${sum(false)}`).toBe(units);
  });
});
