import type { QueueRecord } from './queue-record.js';

/**
 * Which records of a batch failed, by the answer of a function that reports them. Nothing reported is success; an answer
 * that cannot be understood, or that names a record which was not in the batch, fails all of it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function failedRecords(answer: unknown, records: readonly QueueRecord[]): readonly QueueRecord[] {
  const failures = reported(answer);
  const failed = records.filter(({ messageId }) => failures?.has(messageId));
  return failures === null || failed.length < failures.size ? records : failed;
}

/** The ids that an answer names; `null` where it is not in the form that AWS asks for. */
function reported(answer: unknown): ReadonlySet<unknown> | null {
  if (answer === null || answer === undefined) return new Set();
  if (typeof answer !== 'object') return null;
  if (!('batchItemFailures' in answer)) return Object.keys(answer).length === 0 ? new Set() : null;
  const { batchItemFailures } = answer;
  if (batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return null;
  return new Set(batchItemFailures.map(identifier));
}

/** What an item names; its own absence is an id that no record has. */
function identifier(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'itemIdentifier' in item
    ? item.itemIdentifier
    : undefined;
}
