import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  blockOf,
  createChat,
  directRoom,
  editMessageOf,
  listRoomsOf,
  markReadOf,
  reactOf,
  reportOf,
  type UserRoomPorts,
} from '@serverless-ws/chat-domain';
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
  DynamoBlockRepository,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoModerationStateRepository,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  DynamoUserRoomRepository,
} from '../src/index.js';
import * as earlier from './earlier-release/chat-dynamo.mjs';
import type { Engine } from './engine.js';
import { startDynalite } from './engine.js';
import type { FreshTable } from './fresh-table.js';
import { freshTable } from './fresh-table.js';

const ROOM = 'tea';
const FLOOD = { messages: 1_000, window: 10_000, hardLimit: 2_000 };
const clock = new ManualClock(Date.now());
const ada = { connectionId: 'ada-1', identity: identityOf('ada', { roles: ['moderator'] }) };

let engine: Engine;
let table: FreshTable;
/** The repositories of the release before signals, edits, reactions, lists of rooms and direct messages. */
let before: {
  readonly messages: earlier.DynamoMessageRepository;
  readonly connections: earlier.DynamoConnectionRepository;
  readonly moderationStates: earlier.DynamoModerationStateRepository;
};
let ports: UserRoomPorts & { readonly moderation: object };

beforeAll(async () => {
  engine = await startDynalite();
  table = await freshTable(engine.endpoint);
  const own = { ...table, clock };
  before = {
    messages: new earlier.DynamoMessageRepository(own),
    connections: new earlier.DynamoConnectionRepository(own),
    moderationStates: new earlier.DynamoModerationStateRepository(own),
  };
  await useEverything();
});
afterAll(async () => {
  await table.close();
  await engine.stop();
});

/** One user does all that writes, by today's use cases: a message that stays, and one that is edited, reacted to and deleted. */
async function useEverything(): Promise<void> {
  const own = { ...table, clock };
  const moderation = {
    moderationStates: new DynamoModerationStateRepository(own),
    rules: new DynamoRoomRulesRepository(own),
    audit: new DynamoAuditLog(own),
  };
  const all = {
    connections: new DynamoConnectionRepository(own),
    heads: new DynamoRoomHeadRepository(own),
    messages: new DynamoMessageRepository(own),
    userRooms: new DynamoUserRoomRepository(own),
    blocks: new DynamoBlockRepository(own),
    ...{ gateway: new InMemoryMessageGateway(clock), logger: new RecordingLogger() },
    ...{ clock, ids: new SequentialIds(), digest: new PlainDigest(), moderation },
    settings: { flood: FLOOD },
  };
  ports = all;
  const chat = createChat(all, all.settings);
  await chat.connect.execute(ada);
  await chat.joinRoom.execute({ ...ada, room: ROOM, follow: true });
  const room = { ...ada, room: ROOM };
  const say = (text: string, more: object = {}) =>
    chat.sendMessage.execute({ ...room, kind: 'message', text, clientMessageId: text, ...more });
  const kept = await say('kept');
  const named = { ...room, seq: kept.seq, id: kept.id };
  await editMessageOf(all).execute({ ...named, text: 'edited', clientMessageId: 'edit' });
  await reactOf(all).execute({ ...named, reaction: '👍', clientMessageId: 'react' });
  await say('full', { meta: { a: 1 }, mentions: ['bob'], replyTo: { seq: kept.seq, id: kept.id } });
  const gone = await say('gone');
  await reactOf(all).execute({ ...room, seq: gone.seq, id: gone.id, reaction: '👍' });
  await reportOf(all).execute({ ...room, seq: gone.seq, id: gone.id, reason: 'spam' });
  await chat.moderation?.deleteMessage.execute({ ...room, seq: gone.seq, id: gone.id });
  await markReadOf(all).execute({ ...room, upTo: { epoch: kept.epoch, seq: gone.seq } });
  await chat.sendMessage.execute({ ...ada, with: 'bob', kind: 'message', text: 'psst' });
  await blockOf(all).execute({ ...ada, userId: 'eve' });
  await chat.moderation?.invite.execute({
    ...ada,
    room: 'private.tea',
    userId: 'bob',
    until: clock.now() + 60_000,
  });
  await chat.moderation?.mute.execute({ ...ada, userId: 'eve' });
  await chat.moderation?.slowMode.execute({ ...room, interval: 1 });
}

const LOG = [
  { seq: 1, kind: 'message', text: 'edited' },
  { seq: 2, kind: 'filler' },
  { seq: 3, kind: 'filler' },
  { seq: 4, kind: 'message', text: 'full' },
  { seq: 5, kind: 'tombstone' },
  { seq: 6, kind: 'filler' },
  { seq: 7, kind: 'deletion', target: { seq: 5, id: expect.any(String) } },
];

describe('the release before, after a rollback', () => {
  it('reads every position of a log: messages by what it knows of them, and unknown kinds as fillers', async () => {
    const head = await before.messages.head(ROOM);
    expect(head).toMatchObject({ seq: LOG.length });
    const range = { from: 1, to: LOG.length, order: 'ascending', limit: 100 } as const;
    expect(await before.messages.read(ROOM, range)).toMatchObject(LOG);
  });

  it.each([1, 2, 3])('misses none where it reads %d at a time, either way', async (limit) => {
    const read = async (order: 'ascending' | 'descending') => {
      const seqs: number[] = [];
      for (let [from, to] = [1, LOG.length]; from <= to;) {
        const page = await before.messages.read(ROOM, { from, to, order, limit });
        if (page.length === 0) break;
        seqs.push(...page.map(({ seq }) => seq));
        if (order === 'ascending') from = (seqs.at(-1) ?? to) + 1;
        else to = (seqs.at(-1) ?? from) - 1;
      }
      return seqs;
    };
    expect(await read('ascending')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await read('descending')).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('finds each idempotency record, so that nothing is stored twice', async () => {
    for (const [id, seq] of Object.entries({ kept: 1, edit: 2, react: 3, full: 4 }))
      expect([id, await before.messages.findIdempotencyRecord('ada', id)]).toMatchObject([id, { seq }]);
  });

  it('reads the log of a direct room, and the heads of all rooms', async () => {
    const direct = directRoom(ports.digest, 'ada', 'bob');
    expect(await before.messages.find(direct, 1)).toMatchObject({ kind: 'message', text: 'psst' });
    expect(await before.messages.heads([ROOM, direct])).toHaveLength(2);
  });

  it('reads the rows of connections, of members and of users', async () => {
    expect(await before.connections.find('ada-1')).toMatchObject({ identity: { userId: 'ada' } });
    const { members } = await before.connections.members(ROOM, 0, { limit: 10 });
    expect(members).toMatchObject([{ connectionId: 'ada-1' }]);
    expect(await before.connections.recipientsOf('ada')).toMatchObject([{ connectionId: 'ada-1' }]);
    expect(await before.moderationStates.find('eve')).not.toBeNull();
  });

  it('goes on with a log that today’s release reads, and counts, after another update', async () => {
    const { epoch = '' } = (await before.messages.head(ROOM)) ?? {};
    const { seq, reservedAt } = await before.messages.reserveNext(ROOM, epoch, clock.now());
    const entry = { seq, reservedAt, kind: 'message', text: 'by the release before', id: 'old' };
    const sender = { id: 'bob', name: 'Bob' };
    await before.messages.append(ROOM, { ...entry, sender, expiresAt: clock.now() + 60_000 });
    const page = { from: seq, to: seq, order: 'ascending', limit: 1 } as const;
    expect(await ports.messages.read(ROOM, page)).toMatchObject([entry]);
    const { rooms } = await listRoomsOf(ports).execute(ada);
    expect(rooms.find(({ room }) => room === ROOM)).toMatchObject({ read: 5, unread: 1 });
  });
});
