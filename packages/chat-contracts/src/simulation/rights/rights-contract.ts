import {
  createChat,
  isChatError,
  tellRoomOf,
  tellUserOf,
  type Chat,
  type Identity,
  type ModerationPorts,
  type ModeratedChatPorts,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  InMemoryMessageGateway,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import type { Closable, Contract } from '../../contracts/contract.js';
import { mustEqual } from '../../contracts/expectation.js';
import { upTo } from '../../contracts/sample.js';
import { broadcastNewest, delayed } from './old-pages.js';
import { PRIVATE_ROOM } from './rights-simulation.js';
import type { RightsStores } from './rights-stores.js';

/** What {@link rightsContract} needs: empty stores, and the clock that they read. */
export interface RightsHarness
  extends Pick<RightsStores, 'clock' | 'connections' | 'messages'>, ModerationPorts, Closable {}

/** Milliseconds. */
const SOON = 60_000;
const SECOND = 1_000;

/** A public room, beside the lobby and the private one. */
const PUBLIC_ROOM = 'tea';

/** A chat on the stores, with a host in all its rooms. */
async function openHouse(harness: RightsHarness) {
  const { clock, connections, messages, moderationStates, rules, audit } = harness;
  const moderation = { moderationStates, rules, audit };
  const gateway = new InMemoryMessageGateway(clock);
  const ids = new SequentialIds();
  const adapters = { clock, connections, messages, moderation, gateway, ids };
  const chat = createChat({ ...adapters, digest: new PlainDigest(), logger: new RecordingLogger() });
  const ports: ModeratedChatPorts = { ...chat.ports, moderation };
  const house = { chat, ports, gateway, clock, host: await enter(chat, identityOf('host', HOST), ROOMS) };
  return { ...house, moderation: moderationOf(chat) };
}

type House = Awaited<ReturnType<typeof openHouse>>;

const ROOMS = [PUBLIC_ROOM, PRIVATE_ROOM];
const MEMBER = { roles: [`room:${PRIVATE_ROOM}`] };
const HOST = { roles: ['moderator', ...MEMBER.roles] };

function moderationOf({ moderation }: Chat) {
  if (moderation === undefined) throw new TypeError('A chat with the ports of moderation has moderation.');
  return moderation;
}

/** Connects, and joins rooms. */
async function enter(
  chat: Chat,
  identity: Identity,
  rooms: readonly string[],
  connectionId = identity.userId,
) {
  const caller = { identity, connectionId };
  await chat.connect.execute(caller);
  for (const room of rooms) await chat.joinRoom.execute({ ...caller, room });
  return caller;
}

/** Sends all that can be sent to the rooms and to a user. */
async function sendEverything({ chat, ports, host }: House, userId: string): Promise<void> {
  for (const room of ['lobby', ...ROOMS]) {
    await chat.sendMessage.execute({ ...host, room, kind: 'message', text: 'secret' });
    await tellRoomOf(ports).execute(host, room, { type: 'house.waved' });
  }
  await tellUserOf(ports).execute(host, userId, { type: 'house.poked' });
  await chat.sendMessage.execute({ ...host, with: userId, kind: 'message', text: 'secret' });
}

/** The types of the frames on some connections: without those that say that a right has ended. */
function heard({ gateway }: House, ...connectionIds: readonly string[]): readonly string[] {
  return connectionIds.flatMap((id) =>
    gateway
      .received(id)
      .map(({ type }) => type)
      .filter((type) => type !== 'bye' && type !== 'removed'),
  );
}

const inviteGuest = ({ moderation, host }: House, until: number) =>
  moderation.invite.execute({ ...host, room: PRIVATE_ROOM, userId: 'guest', until });

/**
 * That rights end when they end, on whatever stores: no frame later than a second after the end.
 *
 * The cases need no more than the use cases promise on top of correct stores; they find a store that is correct only as
 * long as calls do not race.
 */
export const rightsContract: Contract<RightsHarness> = [
  {
    title: 'a listener whose token has expired gets nothing more, from no room and not by name',
    async run(harness) {
      const house = await openHouse(harness);
      const token = { ...HOST, expiresAt: house.clock.now() + SOON };
      await enter(house.chat, identityOf('brief', token), ROOMS);
      await sendEverything(house, 'brief');
      mustEqual(heard(house, 'brief').length, 8, 'whose token holds must get everything');
      house.clock.advance(SOON + SECOND);
      await sendEverything(house, 'brief');
      mustEqual(heard(house, 'brief').length, 8, 'a frame was posted after the token had expired');
    },
  },
  {
    title: 'a guest whose invitation has ended gets nothing more from the room, and everything else',
    async run(harness) {
      const house = await openHouse(harness);
      await inviteGuest(house, house.clock.now() + SOON);
      await enter(house.chat, identityOf('guest'), ROOMS);
      await sendEverything(house, 'guest');
      mustEqual(heard(house, 'guest').length, 8, 'whose invitation holds must get everything');
      house.clock.advance(SOON + SECOND);
      await sendEverything(house, 'guest');
      const left = heard(house, 'guest').length - 8;
      mustEqual(
        left,
        6,
        'of the private room, nothing may be posted to a guest after the end; of the rest, all',
      );
    },
  },
  {
    title: 'a guest whose invitation is taken back during 200 joins gets nothing more from the room',
    async run(harness) {
      const house = await openHouse(harness);
      const { chat, clock, host } = house;
      await inviteGuest(house, clock.now() + SOON);
      const ids = upTo(10).map((index) => `guest-${index}`);
      const guests = await Promise.all(ids.map((id) => enter(chat, identityOf('guest'), [], id)));
      const joins = upTo(200).map((index) => {
        const caller = guests[index % guests.length] ?? host;
        const join = () => chat.joinRoom.execute({ ...caller, room: PRIVATE_ROOM });
        // Some begin when the revocation is under way.
        return index % 2 === 0 ? join() : chat.ports.messages.head('lobby').then(join);
      });
      const [, ...results] = await Promise.allSettled([inviteGuest(house, clock.now()), ...joins]);
      const codes = results.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
      // Joins of one connection that change its row at once may be told to come again: those have not happened either.
      mustEqual(
        [...new Set(codes.filter((code) => code !== 'unavailable'))],
        ['forbidden'],
        'a join that raced the revocation failed for another reason',
      );
      clock.advance(SECOND);
      await chat.sendMessage.execute({ ...host, room: PRIVATE_ROOM, kind: 'message', text: 'secret' });
      mustEqual(
        heard(house, ...ids),
        [],
        'a frame was posted to a guest after the invitation was taken back',
      );
    },
  },
  {
    title:
      'a guest gets nothing from a worker with an old page once the invitation is taken back, and all before',
    async run(harness) {
      const house = await openHouse(harness);
      const { chat, clock, gateway, host, ports } = house;
      const members = upTo(3).map((index) => `member-${index}`);
      for (const id of members) await enter(chat, identityOf(id, MEMBER), [PRIVATE_ROOM]);
      /** How many members and guests a worker reaches, where something happens before it gets a page. */
      const reached = async (page: number, meanwhile: () => Promise<void>): Promise<number> => {
        await inviteGuest(house, clock.now() + SOON);
        await enter(chat, identityOf('guest'), [PRIVATE_ROOM]);
        await chat.sendMessage.execute({ ...host, room: PRIVATE_ROOM, kind: 'message', text: 'for all' });
        const before = heard(house, 'guest', ...members).length;
        const settings = { broadcastDeadline: SOON };
        const worker = { ...ports, gateway: delayed(gateway, page, meanwhile), timer: clock, settings };
        await broadcastNewest(worker, PRIVATE_ROOM);
        await chat.disconnect.execute('guest');
        return heard(house, 'guest', ...members).length - before;
      };
      for (const wait of [SECOND, 25 * SECOND]) {
        // The members, an empty page, and the guests.
        for (const page of [0, 1, 2]) {
          const without = await reached(page, async () => {
            await inviteGuest(house, clock.now());
            clock.advance(wait);
          });
          mustEqual(
            without,
            members.length,
            'an old page must reach all members, and who was a guest no more',
          );
        }
        const all = await reached(0, async () => clock.advance(wait));
        mustEqual(all, members.length + 1, 'an old page must reach a guest who still is one');
      }
    },
  },
  {
    title: 'a banned user gets nothing more but the bye, however long that takes',
    async run(harness) {
      const house = await openHouse(harness);
      const { chat, clock, gateway, host, moderation } = house;
      const ids = upTo(3).map((index) => `phone-${index}`);
      const phones = await Promise.all(ids.map((id) => enter(chat, identityOf('eve'), [PUBLIC_ROOM], id)));
      gateway.setHanging('phone-1');
      const banned = moderation.ban.execute({ ...host, userId: 'eve' });
      // The bye to the one that hangs keeps the ban waiting.
      while (gateway.attempts('phone-1') === 0) await chat.ports.messages.head('lobby');
      await sendEverything(house, 'eve');
      for (const phone of phones) {
        const again = chat.joinRoom.execute({ ...phone, room: PUBLIC_ROOM });
        mustEqual(await again.then(() => 'joined', codeOf), 'connection_gone', 'a banned user joined a room');
      }
      await clock.elapse(3 * SECOND);
      await banned;
      await sendEverything(house, 'eve');
      mustEqual(heard(house, ...ids), [], 'a frame was posted to a banned user');
    },
  },
];

function codeOf(error: unknown): string {
  return isChatError(error) ? error.code : String(error);
}
