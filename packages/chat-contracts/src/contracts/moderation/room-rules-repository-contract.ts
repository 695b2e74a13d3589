import type { RoomRulesRepository } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, ODD_IDS, ODD_ROOMS, type MovableClock } from '../sample.js';

/** What the contract of {@link RoomRulesRepository} needs: an empty repository and the clock it reads. */
export interface RoomRulesRepositoryHarness extends Closable {
  readonly repository: RoomRulesRepository;
  readonly clock: MovableClock;
}

/** Everything that `RoomRulesRepository` guarantees. */
export const roomRulesRepositoryContract: Contract<RoomRulesRepositoryHarness> = contractOf(
  'RoomRulesRepository',
  [
    {
      title: 'has no rules of an untouched room, and returns the last ones saved',
      async run({ repository }) {
        mustEqual(await repository.find('tea'), null, 'find() of an untouched room must be null');
        for (const slowMode of [30_000, 5_000, 0]) {
          await repository.saveSlowMode('tea', slowMode);
          const rules = await repository.find('tea');
          mustEqual(rules, { room: 'tea', slowMode, members: 0 }, 'find() must return what was saved last');
        }
      },
    },
    {
      title: 'keeps slow mode and the number of members apart, also when both are saved at once',
      async run({ repository }) {
        await repository.saveMembers('den', 80);
        mustEqual(
          await repository.find('den'),
          { room: 'den', slowMode: 0, members: 80 },
          'saveMembers() must not need other rules',
        );
        await Promise.all([repository.saveSlowMode('den', 5_000), repository.saveMembers('den', 300)]);
        mustEqual(
          await repository.find('den'),
          { room: 'den', slowMode: 5_000, members: 300 },
          'saveSlowMode() and saveMembers() overwrote each other: write only what changes',
        );
      },
    },
    {
      title: 'has no invitation by default, and has one until it expires',
      async run({ repository, clock }) {
        mustEqual(
          await repository.invitedUntil('private.a', 'ada'),
          null,
          'invitedUntil() without an invitation must be null',
        );
        const expiresAt = clock.now() + LIFE;
        await repository.invite({ room: 'private.a', userId: 'ada', expiresAt });
        mustEqual(
          await repository.invitedUntil('private.a', 'ada'),
          expiresAt,
          'invitedUntil() missed an invitation just given, or its end: read consistently',
        );
        clock.advance(LIFE - 1);
        mustEqual(
          await repository.invitedUntil('private.a', 'ada'),
          expiresAt,
          'invitedUntil() must return the end until the last millisecond before it',
        );
        clock.advance(1);
        mustEqual(
          await repository.invitedUntil('private.a', 'ada'),
          null,
          'invitedUntil() must be null at expiresAt: enforce expiry on read',
        );
      },
    },
    {
      title: 'revokes an invitation, and grants it again',
      async run({ repository, clock }) {
        const invite = (expiresAt: number) =>
          repository.invite({ room: 'private.a', userId: 'ada', expiresAt });
        await invite(clock.now() + LIFE);
        await invite(clock.now());
        mustEqual(
          await repository.invitedUntil('private.a', 'ada'),
          null,
          'invite() must replace the existing invitation',
        );
        await invite(clock.now() + LIFE);
        must(
          (await repository.invitedUntil('private.a', 'ada')) !== null,
          'invite() must grant again after one that has expired',
        );
      },
    },
    {
      title: 'names no rooms to which a user has no invitation, nor rooms that were not asked for',
      async run({ repository, clock }) {
        const expiresAt = clock.now() + LIFE;
        const invite = (room: string, userId = 'ada', until = expiresAt) =>
          repository.invite({ room, userId, expiresAt: until });
        for (const room of ['private.a', 'private.b', 'private.ended']) await invite(room);
        await invite('private.bob', 'bob');
        await invite('private.ended', 'ada', clock.now());
        const asked = ['private.a', 'private.ended', 'private.bob', 'private.none', 'private.a'];
        const rooms = await repository.invitedTo('ada', asked);
        // An adapter may miss what was just written.
        const possible = rooms.every((room) => room === 'private.a' || room === 'private.ended');
        must(possible, 'invitedTo() named a room to which the user was never invited, or one not asked for');
        clock.advance(LIFE);
        mustEqual(
          await repository.invitedTo('ada', asked),
          [],
          'invitedTo() must enforce the end of an invitation',
        );
        mustEqual(await repository.invitedTo('ada', []), [], 'invitedTo() of no rooms must be empty');
      },
    },
    {
      title: 'returns when the invitation that it replaces ends',
      async run({ repository, clock }) {
        const now = clock.now();
        const invite = (expiresAt: number) =>
          repository.invite({ room: 'private.a', userId: 'ada', expiresAt });
        mustEqual(await invite(now + LIFE), null, 'invite() replaces none at first: return null');
        mustEqual(await invite(now + 2 * LIFE), now + LIFE, 'invite() must return the end of the one before');
        mustEqual(await invite(now), now + 2 * LIFE, 'invite() must return the end of the one it revokes');
        mustEqual(await invite(now + LIFE), null, 'invite() after a revocation replaces none: return null');
        clock.advance(LIFE);
        mustEqual(await invite(now + 2 * LIFE), null, 'invite() after one that has ended must return null');
      },
    },
    {
      title: 'distinguishes rooms and users, whatever they look like',
      async run({ repository, clock }) {
        const expiresAt = clock.now() + LIFE;
        const users = [...ODD_IDS, 'RULES', 'U#RULES'];
        for (const [index, userId] of users.entries()) {
          const room = `private.${index}`;
          await repository.invite({ room, userId, expiresAt });
          const invited = await Promise.all(users.map((user) => repository.invitedUntil(room, user)));
          mustEqual(
            users.filter((_, at) => invited[at] !== null),
            [userId],
            `invitedUntil() mixed up the users of ${room}: do not split keys at separators`,
          );
          mustEqual(
            await repository.find(room),
            null,
            'find() returned an invitation as rules: a user may be named like a key',
          );
        }
        for (const [index, room] of ODD_ROOMS.entries()) await repository.saveSlowMode(room, index + 1);
        for (const [index, room] of ODD_ROOMS.entries()) {
          mustEqual(
            await repository.find(room),
            { room, slowMode: index + 1, members: 0 },
            `find() mixed up the rules of ${room} with another’s: a room may be named like a key`,
          );
        }
      },
    },
  ],
);
