import type { ChatSimulation } from './chat-simulation.js';
import { BrokenPromise } from '../contracts/expectation.js';
import type { SimulatedClient } from './simulated-client.js';

/** Longer than any position stays in flight, in milliseconds. */
const REST = 11_000;
/** Rounds after which a client that still misses something counts as missing it for ever. */
const PATIENCE = 60;

/**
 * Lets everything come to rest: frozen invocations resume and run to their end, every client reconnects, sends again
 * what was not acknowledged, and reads until it has the whole log. Then the invariants of the product must hold.
 * @throws BrokenPromise
 */
export async function comeToRest(simulation: ChatSimulation): Promise<void> {
  await simulation.scheduler.finish();
  simulation.clock.advance(REST);
  for (const client of simulation.clients) await sendAll(simulation, client);
  await workAll(simulation);
  simulation.clock.advance(REST);
  for (const client of simulation.clients) await catchUp(simulation, client);
  await simulation.room.expectListed();
  const broken = firstBroken(simulation);
  if (broken) throw broken;
  for (const client of simulation.clients) {
    expectAcknowledgedOnce(simulation, client);
    expectWholeLog(simulation, client);
  }
}

/** The first violation: any other may follow from it. */
function firstBroken({ broken, oracle, workers }: ChatSimulation): BrokenPromise | null {
  return broken ?? oracle.broken ?? workers?.broken ?? null;
}

async function comeBack(simulation: ChatSimulation, client: SimulatedClient): Promise<void> {
  if (client.connectionId === null) await simulation.connect(client);
  else if (!client.isJoined) await simulation.join(client);
  await simulation.scheduler.finish();
}

async function sendAll(simulation: ChatSimulation, client: SimulatedClient): Promise<void> {
  for (let round = 0; client.unacked.size > 0; round += 1) {
    if (round > PATIENCE) throw firstBroken(simulation) ?? new BrokenPromise('never acknowledged');
    await comeBack(simulation, client);
    await simulation.retry(client, 0);
    await simulation.scheduler.finish();
  }
}

/** Lets workers finish, the frozen ones too: every notification is done in the end. */
async function workAll({ clock, scheduler, workers }: ChatSimulation): Promise<void> {
  for (let round = 0; workers !== null && workers.queue.waiting > 0; round += 1) {
    if (round > 10 * PATIENCE) throw workers.broken ?? new BrokenPromise('notifications are never done');
    clock.advance(1_000);
    await workers.work(0);
    await scheduler.finish();
  }
  await workers?.check();
}

async function catchUp(simulation: ChatSimulation, client: SimulatedClient): Promise<void> {
  for (let round = 0; round < PATIENCE; round += 1) {
    await comeBack(simulation, client);
    // A pong alone must tell the client what it misses.
    await simulation.ping(client);
    await simulation.scheduler.finish();
    await simulation.before(client);
    await simulation.scheduler.finish();
    const head = await simulation.room.head();
    const { cursor } = client;
    if (head !== null && cursor?.epoch === head.epoch && cursor.seq === head.seq && !client.pagesBack) return;
  }
  throw firstBroken(simulation) ?? new BrokenPromise(`never caught up: ${client.userId}`);
}

/** Every acknowledged message is where its receipt says. (The oracle checks that it is nowhere else.) */
function expectAcknowledgedOnce({ oracle }: ChatSimulation, client: SimulatedClient): void {
  for (const { epoch, seq, id, clientMessageId } of client.receipts) {
    const entry = oracle.at({ epoch, seq });
    if (entry?.id !== id || !('clientMessageId' in entry) || entry.clientMessageId !== clientMessageId) {
      throw new BrokenPromise(`lost: ${clientMessageId} was acknowledged at ${seq}`);
    }
  }
}

/** A client knows exactly what was ever stored at the positions it says it knows. */
function expectWholeLog({ oracle }: ChatSimulation, client: SimulatedClient): void {
  const { epoch, seq: through } = client.cursor ?? { epoch: '', seq: 0 };
  const expected = oracle
    .positions(epoch, client.start + 1, through)
    .map((seq) => `${seq} ${oracle.at({ epoch, seq })?.id}`);
  const known = [...client.known]
    .filter(([seq]) => seq > client.start && seq <= through)
    .sort(([a], [b]) => a - b)
    .map(([seq, id]) => `${seq} ${id}`);
  if (known.join() !== expected.join()) {
    throw new BrokenPromise(`${client.userId} knows [${known.join()}], the log has [${expected.join()}]`);
  }
}
