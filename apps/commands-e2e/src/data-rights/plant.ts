import {
  documentClient,
  DynamoMessageRepository,
  DynamoRoomHeadRepository,
  SdkTableClient,
} from '@serverless-ws/chat-dynamo';
import type { Publication } from '@serverless-ws/chat-protocol';
import type { ChatSocket } from '@serverless-ws/scenarios/chat-socket.js';
import { openPoll } from './own-action.js';
import type { RightsFixture } from './rights-fixture.js';

/** The user who is erased. */
export const ADA = { id: 'zq-ada-71', name: 'Zelda Quux' } as const;
/** All that leads to her: her id, her name and what she wrote. */
export const MARKED = /zq-ada-71|Zelda|secret/;
/** The room in which most happens, one that is large, and one that is busy. */
export const [ROOM, CROWD, BUSY] = ['tea', 'crowd', 'busy'] as const;

/** What was planted, and by which sockets. */
export interface Planted {
  readonly ada: ChatSocket;
  readonly bob: ChatSocket;
  /** The fields that Ada has filled, by actions; `publish` is what backends say in her name. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Sends a frame that must not fail, again where the store is slow. */
export async function asked(socket: ChatSocket, frame: object) {
  let response = await socket.ask(frame);
  while (response.type === 'error' && response.code === 'unavailable') response = await socket.ask(frame);
  const failed = response.type === 'error' && response.code !== 'rejected';
  if (failed) throw new Error(JSON.stringify([frame, response]));
  return Object(response);
}

/** Ada does all that a user can do, with and without ids, and others do to her what they can. */
export async function plant(fixture: RightsFixture): Promise<Planted> {
  const { visit, queues } = fixture;
  const ada = await visit.connect(visit.mint({ sub: ADA.id, name: ADA.name, roles: ['admin'] }));
  const bob = await visit.connect(visit.mint({ sub: 'bob' }));
  const grace = await visit.connect(visit.mint({ sub: 'grace', roles: ['moderator', 'admin'] }));
  const fields = new Map<string, Set<string>>();
  const note = (action: string, frame: object) =>
    fields.set(action, new Set([...(fields.get(action) ?? []), ...Object.keys(frame)]));
  const does = ({ action, ...frame }: Frame) => {
    note(action, frame);
    return asked(ada, { action, ...frame });
  };
  const room = ROOM;
  const say = (text: string, more: object = {}) => does({ action: 'sendMessage', room, text, ...more });
  const bobSays = (text: string, more: object = {}) =>
    asked(bob, { action: 'sendMessage', room, text, ...more });

  await does({ action: 'joinRoom', room, follow: true });
  const joined = await does({ action: 'joinRoom', room: BUSY });
  await does({ action: 'joinRoom', room: CROWD, follow: true });
  for (const socket of [bob, grace]) await asked(socket, { action: 'joinRoom', room, follow: true });
  const kept = await bobSays('kept by bob');
  const bobs = await bobSays('deleted by ada', { mentions: [ADA.id] });
  await bobSays('mentions ada', { mentions: [ADA.id] });
  const target = { room, seq: kept.seq, id: kept.id };
  const cursor = { epoch: kept.epoch, seq: kept.seq };

  await say('secret-1', { meta: { note: 'secret-meta' }, mentions: ['bob'], echo: false });
  const own = await say('secret-2', {
    clientMessageId: 'secret-id',
    replyTo: { seq: kept.seq, id: kept.id },
  });
  const ownTarget = { room, seq: own.seq, id: own.id };
  for (const clientMessageId of [undefined, 'secret-edit']) {
    const beside = { meta: { note: 'secret-edited' }, mentions: ['bob'], ...idOf(clientMessageId) };
    await does({ action: 'editMessage', ...ownTarget, text: 'secret-3', ...beside });
  }
  for (const clientMessageId of [undefined, 'secret-react'])
    await does({ action: 'react', ...target, reaction: `r${clientMessageId}`, ...idOf(clientMessageId) });
  await does({ action: 'react', ...target, reaction: 'rundefined', on: false });
  await does({ action: 'react', ...ownTarget, reaction: '👍' });
  await asked(bob, { action: 'react', ...ownTarget, reaction: '👍' });
  const gone = await say('secret-4');
  for (const one of [gone, bobs]) await does({ action: 'deleteMessage', room, seq: one.seq, id: one.id });
  await say('secret-7', { clientMessageId: 'secret-7' });
  await say('secret-8', { clientMessageId: 'secret-8' });
  await does({ action: 'announce', text: 'secret-5', clientMessageId: 'secret-all' });
  for (const clientMessageId of [undefined, 'secret-poll'])
    await does({ action: openPoll.name, room, question: 'secret-9', ...idOf(clientMessageId) });

  const direct = { room: undefined, with: 'bob' };
  const letter = await say('secret-6', direct);
  const inDirect = { with: 'bob', seq: letter.seq, id: letter.id };
  await does({ action: 'editMessage', ...inDirect, text: 'secret-6b' });
  await does({ action: 'react', ...inDirect, reaction: 'secret-r' });
  const { seq, id } = await say('secret-6c', direct);
  await does({ action: 'deleteMessage', with: 'bob', seq, id });
  await asked(bob, { action: 'sendMessage', with: ADA.id, text: 'to you' });
  await does({ action: 'report', ...inDirect, reason: 'secret-why' });
  await does({ action: 'report', ...target, reason: 'secret-why' });

  await does({ action: 'signal', room, event: 'typing', data: true });
  await does({ action: 'signal', with: 'bob', event: 'acme.wave', data: 'secret-signal' });
  for (const where of [{ room }, { with: 'bob' }]) {
    const upTo = 'room' in where ? cursor : { epoch: letter.epoch, seq: letter.seq };
    await does({ action: 'markRead', ...where, upTo });
    await does({ action: 'listMessages', ...where, after: upTo, limit: 9 });
    await does({ action: 'listMessages', ...where, before: upTo });
  }
  await does({ action: 'joinRoom', room, after: cursor });
  await does({ action: 'listRooms', limit: 9, after: 'a' });
  // It names no page, and is refused.
  note('browseRooms', { after: 'secret-page' });
  await ada.ask({ action: 'browseRooms', after: 'secret-page' });
  await does({ action: 'who', room });
  await does({ action: 'ping', with: ['bob'] });

  const until = Date.now() + 3_600_000;
  for (const userId of ['eve', 'mallory']) await does({ action: 'block', userId });
  await does({ action: 'unblock', userId: 'mallory' });
  await does({ action: 'invite', room: 'private.desk', userId: 'eve', until });
  for (const action of ['mute', 'ban']) await does({ action, userId: 'eve', until });
  await does({ action: 'kick', userId: 'eve' });
  await does({ action: 'slowMode', room: CROWD, interval: 1_000 });
  await asked(grace, { action: 'invite', room: 'private.board', userId: ADA.id });

  await inLargeRooms(fixture, { epoch: joined.epoch, say });
  await does({ action: 'leaveRoom', room: BUSY, follow: false });
  for (const message of publications(target)) note('publish', message);
  await fixture.publish(publications(target));
  await bob.next('messages', (frame) => JSON.stringify(frame).includes('secret-published-4'));
  await fixture.publishInVain([{ as: ADA, room, text: 'secret-dead' }]);
  await queues.arrived('BroadcastDeadLetters.fifo');
  await queues.drained('EventsQueue.fifo');
  await asked(bob, { action: 'block', userId: ADA.id });
  return { ada, bob, fields };
}

/** A frame of a client. */
type Frame = { readonly action: string } & Readonly<Record<string, unknown>>;

const idOf = (clientMessageId: string | undefined) =>
  clientMessageId === undefined ? {} : { clientMessageId };

/** What backends publish in the name of Ada, and to her: with all fields that there are, and with those alone that must be. */
function publications({ seq, id }: { readonly seq: number; readonly id: string }): readonly Publication[] {
  const whole = {
    ...{ as: ADA, room: ROOM, text: 'secret-published-1', clientMessageId: 'secret-o-1' },
    ...{ meta: { note: 'secret-published-meta' }, mentions: ['bob'], replyTo: { seq, id } },
  } satisfies Required<Omit<Publication, 'with'>>;
  const orders = { id: 'orders', name: 'Orders' };
  return [
    whole,
    { as: ADA, room: ROOM, text: 'secret-published-2' },
    { as: ADA, with: 'bob', text: 'secret-published-3', clientMessageId: 'secret-o-3' },
    { as: orders, with: ADA.id, text: 'to ada' },
    { as: ADA, with: 'bob', text: 'secret-published-4' },
  ];
}

/** What workers push, by the queues of large rooms and of busy ones. */
async function inLargeRooms(
  { stack }: RightsFixture,
  { epoch, say }: { readonly epoch: string; readonly say: (text: string, more: object) => Promise<unknown> },
): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const documents = documentClient({ endpoint: stack.databaseUrl, region: 'us-east-1', credentials });
  const table = stack.deployment.tables[0]?.TableName ?? '';
  const ports = { client: new SdkTableClient(documents), table, clock: Date };
  const heads = new DynamoRoomHeadRepository(ports);
  await heads.doubleShards(CROWD, 1);
  await say('secret-crowd', { room: CROWD });
  await heads.markBatched(BUSY, true);
  // The room last spoke later than any clock says, so that it is busy on a slow machine, too.
  const { seq, reservedAt } = await heads.reserveNext(BUSY, epoch, Date.now() + 600_000);
  const filler = { kind: 'filler', seq, reservedAt, expiresAt: reservedAt + 86_400_000 } as const;
  await new DynamoMessageRepository(ports).append(BUSY, filler);
  await say('secret-busy', { room: BUSY });
  documents.destroy();
}
