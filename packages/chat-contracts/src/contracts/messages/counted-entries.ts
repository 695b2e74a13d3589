import type { Contract } from '../contract.js';
import { mustEqual } from '../expectation.js';
import { messageAt, recordAt } from '../sample.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';

/** What `MessageRepository` guarantees about the counts that a reservation returned. */
export const countedEntries: Contract<MessageRepositoryHarness> = [
  {
    title: 'keeps the count of an entry and of a record',
    async run({ repository, clock }) {
      for (const nonMessages of [0, 7]) {
        const entry = messageAt(clock, nonMessages + 1, { nonMessages });
        await repository.append('lobby', entry);
        mustEqual(await repository.find('lobby', entry.seq), entry, 'append() must keep nonMessages');
        const record = recordAt(clock, 1, { clientMessageId: `m-${nonMessages}`, nonMessages });
        await repository.putIfAbsent(record);
        mustEqual(
          await repository.findIdempotencyRecord('ada', record.clientMessageId),
          record,
          'putIfAbsent() must keep nonMessages',
        );
      }
    },
  },
];
