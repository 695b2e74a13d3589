import type { ChatEvent } from '@serverless-ws/chat-domain';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { EventsSimulation } from './events-simulation.js';

/** Longer than a notification is hidden, and than any position stays in flight, in milliseconds. */
const REST = 31_000;
/** Rounds after which a notification that is still there counts as stuck. */
const PATIENCE = 200;
/** Longest wait of a reader for a position in flight, in milliseconds. */
const WAIT = 400;

/**
 * Lets everything come to rest, with a sink that is up, until all notifications are handled.
 * @throws BrokenPromise
 */
export async function handleAllNotifications(simulation: EventsSimulation): Promise<void> {
  const { changes, queue, sink } = simulation;
  sink.isDown = false;
  await changes.scheduler.finish();
  for (let round = 0; queue.waiting > 0; round += 1) {
    if (round > PATIENCE) throw simulation.broken ?? new BrokenPromise('a notification is stuck');
    if (round % 20 === 0) changes.clock.advance(REST);
    await simulation.work(0);
    await changes.scheduler.finish();
    changes.clock.advance(WAIT);
    await changes.scheduler.finish();
  }
  const broken = simulation.broken ?? changes.broken;
  if (broken) throw broken;
}

/**
 * Once all notifications are handled, all that was appended has arrived, each entry first after all those below it.
 * @throws BrokenPromise
 */
export async function expectAllArrived(simulation: EventsSimulation): Promise<void> {
  await handleAllNotifications(simulation);
  expectOrder(simulation.sink.delivered);
  expectNoneMissing(simulation);
}

/** The first delivery of each entry comes after the first of all those below it. */
function expectOrder(delivered: readonly ChatEvent[]): void {
  const known = new Set<string>();
  let highest = 0;
  for (const { id, entry, epoch, room } of delivered) {
    if (id !== `${room}/${epoch}/${entry.seq}`) throw new BrokenPromise(`an event has another id: ${id}`);
    if (known.has(entry.id)) continue;
    known.add(entry.id);
    if (entry.seq < highest) throw new BrokenPromise(`${entry.seq} came after ${highest}`);
    highest = entry.seq;
  }
}

/** What has expired by now may have been waiting for a sink longer than it is kept. */
function expectNoneMissing({ appended, sink, changes }: EventsSimulation): void {
  const arrived = new Set(sink.delivered.map(({ entry }) => entry.id));
  const now = changes.clock.now();
  const missing = appended.find(({ id, expiresAt }) => expiresAt > now && !arrived.has(id));
  if (missing !== undefined) throw new BrokenPromise(`${missing.kind} ${missing.seq} is missing`);
}
