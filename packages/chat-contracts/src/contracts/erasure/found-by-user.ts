import type { IdempotencyRecord } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { must, mustEqual } from '../expectation.js';
import { LIFE, ODD_IDS, ODD_ROOMS, recordAt, upTo } from '../sample.js';
import type { UserDataRepositoryHarness } from './user-data-repository-harness.js';

/** All records of a user, page by page; each page is forgotten before the next one is read, if `forget`. */
async function recordsOf(
  { userData }: UserDataRepositoryHarness,
  userId: string,
  { limit = 100, forget = false } = {},
): Promise<readonly IdempotencyRecord[]> {
  const found: IdempotencyRecord[] = [];
  let after: string | undefined;
  do {
    const { records, next } = await userData.records(userId, { limit, after });
    must(records.length <= limit, `records() returned more than the limit of ${limit}`);
    found.push(...records);
    for (const one of forget ? records : []) await userData.forgetRecord(userId, one.clientMessageId);
    after = next;
  } while (after !== undefined);
  return found;
}

const idsOf = (records: readonly IdempotencyRecord[]) => records.map((one) => one.clientMessageId).sort();

/** What is found by the id of a user: records and invitations. */
export const foundByUser: Contract<UserDataRepositoryHarness> = [
  {
    title: 'lists the records of a user as they were stored, and those of no other',
    async run(harness) {
      const { messages, clock } = harness;
      mustEqual(await recordsOf(harness, 'ada'), [], 'records() without a record must be empty');
      const record = recordAt(clock, 7, { replacement: { text: 'x', meta: { a: 1 }, mentions: ['bob'] } });
      await messages.putIfAbsent(record);
      await messages.putIfAbsent(recordAt(clock, 8, { clientMessageId: 'm-2', rejection: 'no' }));
      for (const userId of ODD_IDS) await messages.putIfAbsent(recordAt(clock, 9, { userId }));
      mustEqual(
        await recordsOf(harness, 'ada'),
        [record, recordAt(clock, 8, { clientMessageId: 'm-2', rejection: 'no' })],
        'records() must return what putIfAbsent() stored of this user',
      );
      for (const userId of ODD_IDS) {
        mustEqual((await recordsOf(harness, userId)).length, 1, `records() mixed up the user ${userId}`);
      }
    },
  },
  {
    title: 'lists a record once where it has moved',
    async run(harness) {
      const { messages, clock } = harness;
      await messages.putIfAbsent(recordAt(clock, 1));
      await messages.move(recordAt(clock, 2), { epoch: 'e1', seq: 1 });
      mustEqual(await recordsOf(harness, 'ada'), [recordAt(clock, 2)], 'records() must follow move()');
    },
  },
  {
    title: 'returns every record once over its pages, also where earlier ones are forgotten meanwhile',
    async run(harness) {
      const { messages, clock } = harness;
      const ids = [...upTo(17).map((index) => `id-${index}`), 'entry e1 4 tea', 'delete id-1', 'publish x'];
      for (const id of ids) await messages.putIfAbsent(recordAt(clock, 1, { clientMessageId: id }));
      for (const options of [{ limit: 3 }, { limit: 1 }, { limit: 4, forget: true }]) {
        mustEqual(
          idsOf(await recordsOf(harness, 'ada', options)),
          [...ids].sort(),
          'pages of records() must cover all',
        );
      }
      mustEqual(await recordsOf(harness, 'ada'), [], 'forgetRecord() must delete the record');
    },
  },
  {
    title: 'forgets one record, as often as it is asked to',
    async run(harness) {
      const { messages, userData, clock } = harness;
      for (const userId of ['ada', 'bob']) await messages.putIfAbsent(recordAt(clock, 1, { userId }));
      await userData.forgetRecord('ada', 'm-1');
      await userData.forgetRecord('ada', 'm-1');
      mustEqual(await messages.findIdempotencyRecord('ada', 'm-1'), null, 'forgetRecord() left the record');
      must(
        (await messages.findIdempotencyRecord('bob', 'm-1')) !== null,
        'forgetRecord() took that of another user',
      );
    },
  },
  {
    title: 'lists the invitations of a user that hold, and no others',
    async run({ userData, rules, clock }) {
      mustEqual(await userData.invitations('ada'), [], 'invitations() without one must be empty');
      const expiresAt = clock.now() + LIFE;
      for (const room of ODD_ROOMS) await rules.invite({ room, userId: 'ada', expiresAt });
      await rules.invite({ room: 'tea', userId: 'bob', expiresAt });
      await rules.invite({ room: 'HEAD', userId: 'ada', expiresAt: expiresAt + 1 });
      await rules.invite({ room: 'size', userId: 'ada', expiresAt: 0 });
      const found = await userData.invitations('ada');
      mustEqual(
        found.map(({ room }) => room).sort(),
        ODD_ROOMS.filter((room) => room !== 'size').sort(),
        'invitations() must list what invite() stored and did not revoke',
      );
      mustEqual(
        found.find(({ room }) => room === 'HEAD')?.expiresAt,
        expiresAt + 1,
        'invitations() must return the end of the last invitation',
      );
      clock.advance(LIFE);
      mustEqual(
        (await userData.invitations('ada')).map(({ room }) => room),
        ['HEAD'],
        'invitations() must leave out what has ended',
      );
    },
  },
];
