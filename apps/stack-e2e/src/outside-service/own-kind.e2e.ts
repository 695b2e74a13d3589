import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatClient, type Cursor } from '@serverless-ws/chat-client';
import { dataOf, type ReceivedEntry } from '@serverless-ws/chat-protocol';
import { startLocalDatabase, type LocalDatabase } from '@serverless-ws/local-stack/local-database.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { startService, type Service } from '@serverless-ws/serverless-local';
import { outsideService, packageOutside } from './outside-service.js';
import { openPoll, poll } from './poll/src/poll.js';

const SECRET = 'a secret of at least thirty-two bytes';
const mint = minter(SECRET);
const ROOM = 'tea';
const QUESTION = { question: 'Tea?', options: ['yes', 'no'] };

let folder: string;
let database: LocalDatabase | undefined;
let service: Service | undefined;
const clients: ChatClient[] = [];

beforeAll(async () => {
  folder = await outsideService();
  await cp(join(import.meta.dirname, 'poll'), folder, { recursive: true });
  const environment = { JWT_SECRET: SECRET, AWS_REGION: 'eu-central-1' };
  await packageOutside(folder, environment);
  database = await startLocalDatabase([], undefined);
  service = await startService({
    file: join(folder, 'serverless.yml'),
    stage: 'dev',
    environment,
    endpoints: { dynamodb: database.endpoint },
  });
});

afterAll(async () => {
  for (const client of clients) client.close();
  await service?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A client in the room, and what it shows of it: polls by their questions, messages by their texts. */
async function clientIn(sub: string, after?: Cursor) {
  const client = new ChatClient({ url: service?.url ?? '', getToken: () => Promise.resolve(mint({ sub })) });
  clients.push(client);
  const shown: unknown[] = [];
  let changed = (): void => undefined;
  client.on('message', ({ room, entry }) => {
    if (room !== ROOM) return;
    shown.push(shownOf(entry));
    changed();
  });
  client.connect();
  await client.join(ROOM, after);
  /** Resolves once it shows so many. */
  const shows = (count: number) =>
    new Promise<readonly unknown[]>((resolve) => {
      changed = () => shown.length >= count && resolve([...shown]);
      changed();
    });
  return { client, shows };
}

function shownOf(entry: ReceivedEntry): unknown {
  return dataOf(poll, entry) ?? ('text' in entry ? entry.text : null);
}

describe('an entry of a team’s own kind', () => {
  it('is stored once, delivered in order, and there for those who come back', async () => {
    const [ada, bob] = [await clientIn('ada'), await clientIn('bob')];
    const { seq: first, epoch } = await ada.client.send('hi', { room: ROOM });
    const request = { room: ROOM, ...QUESTION, clientMessageId: 'poll-1' };
    const opened = await ada.client.request(openPoll, request);
    expect(opened).toMatchObject({
      type: 'ack',
      seq: first + 1,
      duplicate: false,
      clientMessageId: 'poll-1',
    });
    await ada.client.send('ho', { room: ROOM });
    expect(await bob.shows(3)).toEqual(['hi', QUESTION, 'ho']);
    expect(await ada.shows(3)).toEqual(['hi', QUESTION, 'ho']);
    expect(await ada.client.request(openPoll, request)).toMatchObject({ seq: opened.seq, duplicate: true });
    const back = await clientIn('cleo', { epoch, seq: first });
    expect(await back.shows(2)).toEqual([QUESTION, 'ho']);
  });

  it('is refused like a message, under an id that was used with other content', async () => {
    const ada = await clientIn('ada');
    const request = { room: ROOM, ...QUESTION, clientMessageId: 'poll-2' };
    await ada.client.request(openPoll, request);
    const other = ada.client.request(openPoll, { ...request, question: 'Milk?' });
    await expect(other).rejects.toMatchObject({ code: 'client_message_id_reused' });
  });
});
