import type { Facts, QueueFacts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('queue');

/** The queues, and the variables by which senders are told of them. */
const FED_BY: Readonly<Record<string, string>> = {
  BroadcastQueue: 'BROADCAST_QUEUE_URL',
  BusyQueue: 'BROADCAST_BUSY_QUEUE_URL',
};

/** Notifications that wait where all is well: those of a moment. */
const MANY = 1_000;

/** Whether what senders enqueue is read, in order, and nothing was given up. */
export function checkQueues({ queues, functions }: Facts): readonly Finding[] {
  if (queues.length === 0) return [ok('there is none: all is pushed by senders')];
  return queues.map((queue) => {
    const variable = FED_BY[queue.name];
    if (variable === undefined) return deadLetters(queue);
    const isFed = functions === null ? null : Boolean(functions.sendMessage[variable]);
    return worked(queue, isFed);
  });
}

function deadLetters({ name, waiting }: QueueFacts): Finding {
  return waiting === 0
    ? ok(`${name}: none`)
    : warning(`${name}: ${waiting} notifications were given up: see docs/runbook.md#dead-letters`);
}

function worked(
  { name, isFifo, hasDeadLetters, isRead, waiting }: QueueFacts,
  isFed: boolean | null,
): Finding {
  if (!isFifo) return failed(`${name} keeps no order: deploy again`);
  if (!hasDeadLetters) return failed(`${name} hands poison out for ever: deploy again`);
  if (isFed === true && isRead === false)
    return failed(`${name} is fed by senders, and no function reads it: deploy again`);
  if (isFed === false) return ok(`${name} is off: senders push`);
  if (waiting > MANY) return warning(`${name}: ${waiting} notifications wait: see docs/runbook.md#queue-age`);
  return ok(`${name}: ${waiting} notifications wait`);
}
