import type { Facts, QueueFacts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('queue');

/** A queue of notifications: the variable by which senders are told of it, and what they do where it is off. */
interface Notified {
  readonly variable: string;
  readonly otherwise: string;
  /** Whether it holds on to what fails until that succeeds, and so has no dead letters. */
  readonly isPatient?: boolean;
}

const NOTIFIED: Readonly<Record<string, Notified>> = {
  BroadcastQueue: { variable: 'BROADCAST_QUEUE_URL', otherwise: 'senders push' },
  BusyQueue: { variable: 'BROADCAST_BUSY_QUEUE_URL', otherwise: 'senders push' },
  EventsQueue: { variable: 'CHAT_EVENTS_QUEUE_URL', otherwise: 'there are no events', isPatient: true },
};

/** Notifications that wait where all is well: those of a moment. */
const MANY = 1_000;

/** Whether what senders enqueue is read, in order, and nothing was given up. */
export function checkQueues({ queues, functions }: Facts): readonly Finding[] {
  if (queues.length === 0) return [ok('there is none: all is pushed by senders')];
  return queues.map((queue) => {
    const notified = NOTIFIED[queue.name];
    if (queue.name === 'PublishQueue') return requests(queue);
    if (notified === undefined) return deadLetters(queue);
    const isFed = functions === null ? null : Boolean(functions.sendMessage[notified.variable]);
    return worked(queue, isFed, notified);
  });
}

function deadLetters({ name, waiting }: QueueFacts): Finding {
  return waiting === 0
    ? ok(`${name}: none`)
    : warning(`${name}: ${waiting} were given up: see docs/runbook.md#dead-letters`);
}

/** What backends ask for. */
function requests({ name, hasDeadLetters, waiting }: QueueFacts): Finding {
  if (!hasDeadLetters) return failed(`${name} hands poison out for ever: deploy again`);
  return waiting > MANY
    ? warning(`${name}: ${waiting} requests wait: set publishQueue=on, or raise publishWorkers`)
    : ok(`${name}: ${waiting} requests wait`);
}

function worked(
  { name, isFifo, hasDeadLetters, isRead, waiting }: QueueFacts,
  isFed: boolean | null,
  { otherwise, isPatient = false }: Notified,
): Finding {
  if (!isFifo) return failed(`${name} keeps no order: deploy again`);
  if (!hasDeadLetters && !isPatient) return failed(`${name} hands poison out for ever: deploy again`);
  if (isFed === true && isRead === false)
    return failed(`${name} is fed by senders, and no function reads it: deploy again`);
  if (isFed === false) return ok(`${name} is off: ${otherwise}`);
  if (waiting > MANY) return warning(`${name}: ${waiting} notifications wait: see docs/runbook.md#queue-age`);
  return ok(`${name}: ${waiting} notifications wait`);
}
