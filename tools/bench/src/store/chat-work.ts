import { createHash, randomBytes } from 'node:crypto';
import {
  DynamoAuditLog,
  DynamoConnectionRepository,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  DynamoRoomRulesRepository,
  SdkTableClient,
  DynamoModerationStateRepository,
} from '@serverless-ws/chat-dynamo';
import {
  createChat,
  LIMITS,
  type Chat,
  type Identity,
  type MessageGateway,
} from '@serverless-ws/chat-domain';
import { connectionId, CROWD, SAMPLE_ROWS, type Tables, type Work } from './work.js';

const clock = { now: () => Date.now() };
const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: console.error };
const identity: Identity = {
  userId: 'auth0|507f1f77bcf86cd799439011',
  name: 'Ada',
  roles: [],
  expiresAt: null,
};
const TEXT = 'The quick brown fox jumps over the lazy dog, and says so to everybody in the room.';
const ROOM = 'tea';

/** Reads every recipient and posts nothing. */
const gateway: MessageGateway = {
  async deliver(_event, recipients) {
    let delivered = 0;
    for await (const page of recipients) delivered += page.length;
    return { delivered, gone: 0, failed: 0 };
  },
  disconnect: () => Promise.resolve(),
  probe: () => Promise.resolve('open'),
};

/** What each use case of the chat asks of its store. */
export async function chatWork(tables: Tables): Promise<readonly Work[]> {
  const table = { client: new SdkTableClient(tables.client), table: tables.chat, clock };
  const connections = new DynamoConnectionRepository(table);
  const heads = new DynamoRoomHeadRepository(table);
  const messages = new DynamoMessageRepository(table);
  const ports = { connections, heads, messages, gateway, clock, logger };
  const chat = createChat({
    ...ports,
    ids: { next: () => randomBytes(16).toString('base64url') },
    digest: { of: (text) => createHash('sha256').update(text).digest('base64url') },
    moderation: {
      moderationStates: new DynamoModerationStateRepository(table),
      rules: new DynamoRoomRulesRepository(table),
      audit: new DynamoAuditLog(table),
    },
  });
  const speaker = { connectionId: connectionId('speaker', 0), identity };
  await chat.connect.execute(speaker);
  await chat.joinRoom.execute({ ...speaker, room: ROOM });
  const page = () => connections.members('lobby', 0, { limit: LIMITS.memberPage });
  return [
    { row: `a page of ${CROWD.toLocaleString('en-US')} members`, against: SAMPLE_ROWS.send, run: page },
    ...comingAndGoing(chat),
    ...talking(chat, speaker),
  ];
}

function comingAndGoing(chat: Chat): readonly Work[] {
  const caller = (kind: string, nth: number) => ({
    connectionId: connectionId(kind, nth),
    identity: user(nth),
  });
  const connect = (kind: string) => (nth: number) => chat.connect.execute(caller(kind, nth));
  return [
    { row: 'connect', against: SAMPLE_ROWS.connect, run: connect('coming') },
    {
      row: 'join a room',
      prepare: connect('joining'),
      run: (nth) => chat.joinRoom.execute({ ...caller('joining', nth), room: 'coffee' }),
    },
    {
      row: 'disconnect',
      against: SAMPLE_ROWS.disconnect,
      prepare: connect('leaving'),
      run: (nth) => chat.disconnect.execute(connectionId('leaving', nth)),
    },
  ];
}

/** In a room of one, so that the reading of members is one short page. */
function talking(
  chat: Chat,
  speaker: { readonly connectionId: string; readonly identity: Identity },
): readonly Work[] {
  const send = (id: string) =>
    chat.sendMessage.execute({ ...speaker, kind: 'message', room: ROOM, text: TEXT, clientMessageId: id });
  let after = { epoch: '', seq: 0 };
  return [
    {
      row: 'send a message, room of one',
      against: SAMPLE_ROWS.send,
      run: async (nth) => {
        const { epoch, seq } = await send(`message-${nth}`);
        after = { epoch, seq: Math.max(1, seq - 10) };
      },
    },
    { row: 'send it once more', against: SAMPLE_ROWS.send, run: (nth) => send(`message-${nth}`) },
    {
      row: 'join again after ten messages',
      run: () => chat.joinRoom.execute({ ...speaker, room: ROOM, after }),
    },
  ];
}

function user(nth: number): Identity {
  return { ...identity, userId: `auth0|${String(nth).padStart(24, '0')}` };
}
