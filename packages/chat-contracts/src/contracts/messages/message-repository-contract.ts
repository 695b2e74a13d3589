import { contractOf, type Contract } from '../contract.js';
import { countedEntries } from './counted-entries.js';
import { editingMessages } from './editing-messages.js';
import { logEntries } from './log-entries.js';
import type { MessageRepositoryHarness } from './message-repository-harness.js';
import { reactingToMessages } from './reacting-to-messages.js';
import { readingTheLog } from './reading-the-log.js';
import { idempotencyRecords } from './idempotency-records.js';

/** Everything that `MessageRepository` guarantees. */
export const messageRepositoryContract: Contract<MessageRepositoryHarness> = contractOf('MessageRepository', [
  ...logEntries,
  ...countedEntries,
  ...editingMessages,
  ...reactingToMessages,
  ...readingTheLog,
  ...idempotencyRecords,
]);
