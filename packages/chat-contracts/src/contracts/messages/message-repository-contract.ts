import { contractOf, type Contract } from '../contract.js';
import { countingMessages } from './counting-messages.js';
import { editingMessages } from './editing-messages.js';
import { headEnds } from './head-ends.js';
import { listedRooms } from './listed-rooms.js';
import { logEntries } from './log-entries.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';
import { reactingToMessages } from './reacting-to-messages.js';
import { readingTheLog } from './reading-the-log.js';
import { roomHeads } from './room-heads.js';
import { idempotencyRecords } from './idempotency-records.js';

/** Everything that `MessageRepository` guarantees. */
export const messageRepositoryContract: Contract<MessageRepositoryHarness> = contractOf('MessageRepository', [
  ...roomHeads,
  ...headEnds,
  ...countingMessages,
  ...listedRooms,
  ...logEntries,
  ...editingMessages,
  ...reactingToMessages,
  ...readingTheLog,
  ...idempotencyRecords,
]);
