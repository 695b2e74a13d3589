import { BrokenPromise } from '../../contracts/expectation.js';
import type { DirectNote } from './direct-note.js';
import type { ReportsSimulation } from './reports-simulation.js';

/** Longer than any position stays in flight, in milliseconds. */
const REST = 11_000;

/**
 * Lets everything come to rest: frozen invocations run to their end, and a moderator tries to delete every message once more.
 * Then those whose report was answered are deleted, and those without a report are as they were; and when all messages have
 * expired, no report leads anywhere any more.
 * @throws BrokenPromise
 */
export async function comeToJudgement(simulation: ReportsSimulation): Promise<void> {
  const { scheduler, clock, notes, stores } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  for (const index of notes.keys()) {
    await simulation.moderate(index);
    await scheduler.finish();
    await simulation.meddle(index);
    await scheduler.finish();
  }
  if (simulation.broken) throw simulation.broken;
  for (const note of notes) await expectJudged(simulation, note);
  clock.advance(Math.max(0, ...notes.map(({ expiresAt }) => expiresAt - clock.now())));
  for (const { id } of notes) {
    if ((await stores.reported.find(id)) !== null)
      throw new BrokenPromise(`outlives its message: the report of ${id}`);
  }
}

async function expectJudged({ stores, clock }: ReportsSimulation, note: DirectNote): Promise<void> {
  const { id, room, seq, expiresAt, report, isDeleted } = note;
  if (expiresAt <= clock.now()) return;
  const kind = (await stores.messages.find(room, seq))?.kind;
  if (report === 'done' && !isDeleted) throw new BrokenPromise(`report lost: ${id} is not deleted`);
  if (isDeleted && kind !== 'tombstone') throw new BrokenPromise(`not deleted: ${id} is a ${kind}`);
  if (report === 'none' && kind !== 'message')
    throw new BrokenPromise(`not reported, and deleted: ${id} is a ${kind}`);
}
