import type { ReadRange } from '@serverless-ws/chat-domain';
import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { LIFE, messageAt, upTo } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

async function seqs({ repository }: MessageRepositoryHarness, range: ReadRange): Promise<readonly number[]> {
  return (await repository.read('lobby', range)).map(({ seq }) => seq);
}

const all = { from: 1, to: Number.MAX_SAFE_INTEGER, order: 'ascending', limit: 1_000 } as const;

/** What `read` guarantees. */
export const readingTheLog: Contract<MessageRepositoryHarness> = [
  {
    title: 'reads in the order of numbers, both ways, also where they gain a digit',
    async run(harness) {
      const positions = [1, 2, 9, 10, 11, 99, 100, 101, 1_000, 1_000_000_000, Number.MAX_SAFE_INTEGER];
      for (const seq of [...positions].reverse()) {
        await harness.repository.append('lobby', messageAt(harness.clock, seq));
      }
      mustEqual(
        await seqs(harness, all),
        positions,
        'read() ascending: pad numbers, so that 9 comes before 10',
      );
      const down = await seqs(harness, { ...all, order: 'descending' });
      mustEqual(down, [...positions].reverse(), 'read() descending must be the reverse of ascending');
    },
  },
  {
    title: 'keeps to both ends of the range and to the limit, and skips empty positions',
    async run(harness) {
      for (const seq of [1, 2, 4, 5, 8, 9]) {
        await harness.repository.append('lobby', messageAt(harness.clock, seq));
      }
      const range = { from: 2, to: 8, order: 'ascending', limit: 10 } as const;
      mustEqual(await seqs(harness, range), [2, 4, 5, 8], 'read() must include from and to');
      mustEqual(
        await seqs(harness, { ...range, limit: 3 }),
        [2, 4, 5],
        'read() ascending must begin at from',
      );
      const down = await seqs(harness, { ...range, order: 'descending', limit: 3 });
      mustEqual(down, [8, 5, 4], 'read() descending must begin at to');
      mustEqual(
        await seqs(harness, { ...range, from: 3, to: 3 }),
        [],
        'read() of an empty position must be empty',
      );
      mustEqual(
        await seqs(harness, { ...range, from: 5, to: 5 }),
        [5],
        'read() of one position must hold it',
      );
      mustEqual(await seqs(harness, { ...range, from: 8, to: 2 }), [], 'read() from above to must be empty');
      mustEqual(
        await seqs(harness, { ...range, from: 0, to: 0 }),
        [],
        'read() below the first must be empty',
      );
      mustEqual(await harness.repository.read('den', range), [], 'read() of an unknown room must be empty');
    },
  },
  {
    title: 'does not end early where entries on the way have expired',
    async run(harness) {
      const { repository, clock } = harness;
      for (const seq of upTo(30)) {
        await repository.append('lobby', messageAt(clock, seq, { expiresAt: clock.now() + LIFE * 2 }));
      }
      for (const seq of upTo(30)) await repository.append('lobby', messageAt(clock, 30 + seq));
      for (const seq of upTo(5)) {
        await repository.append('lobby', messageAt(clock, 60 + seq, { expiresAt: clock.now() + LIFE * 2 }));
      }
      clock.advance(LIFE);
      const up = await seqs(harness, { ...all, from: 29, limit: 4 });
      mustEqual(up, [29, 30, 61, 62], 'read() must continue past expired entries until the limit is reached');
      const down = await seqs(harness, { ...all, order: 'descending', limit: 7 });
      mustEqual(down, [65, 64, 63, 62, 61, 30, 29], 'read() descending must continue past expired entries');
    },
  },
  {
    title: 'reads more than a megabyte in one call when the limit allows',
    async run(harness) {
      const { repository, clock } = harness;
      const text = '😀'.repeat(1_024);
      const positions = upTo(280);
      await Promise.all(positions.map((seq) => repository.append('lobby', messageAt(clock, seq, { text }))));
      mustEqual(
        await seqs(harness, all),
        positions,
        'read() ended before the limit and before the end: read on',
      );
      const down = await seqs(harness, { ...all, order: 'descending', limit: 270 });
      mustEqual(
        down,
        [...positions].reverse().slice(0, 270),
        'read() descending ended early or exceeded its limit',
      );
    },
  },
  {
    title: 'sees every entry that was appended before the read',
    async run(harness) {
      for (const seq of upTo(10)) {
        await harness.repository.append('lobby', messageAt(harness.clock, seq));
        mustEqual(
          await seqs(harness, all),
          upTo(seq),
          'read() missed an entry just appended: read consistently',
        );
      }
    },
  },
];
