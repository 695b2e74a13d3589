import { BrokenPromise } from '../../contracts/expectation.js';
import type { PublishSimulation } from './publish-simulation.js';
import { textOf, type SentMessage } from './sent-message.js';

/** Longer than any position stays in flight, in milliseconds. */
const REST = 11_000;
/** Rounds after which a message counts as never decided. */
const PATIENCE = 40;

/**
 * Lets everything come to rest: frozen invocations resume and run to their end, and each batch is sent again until all its
 * messages are decided, and once more. Then each is in the log once, where its results say, or nowhere where they say so.
 * @throws BrokenPromise
 */
export async function comeToResults(simulation: PublishSimulation): Promise<void> {
  const { scheduler, clock, batches, oracle } = simulation;
  await scheduler.finish();
  clock.advance(REST);
  for (const [index, batch] of batches.entries()) {
    for (let round = 0; batch.some(({ outcomes }) => outcomes.size === 0); round += 1) {
      if (round > PATIENCE) throw oracle.broken ?? new BrokenPromise('never decided');
      await simulation.retry(index);
      await scheduler.finish();
    }
    await simulation.retry(index);
    await scheduler.finish();
  }
  if (oracle.broken) throw oracle.broken;
  for (const message of batches.flat()) expectOneOutcome(simulation, message);
}

function expectOneOutcome({ oracle }: PublishSimulation, message: SentMessage): void {
  const [outcome = '', ...others] = message.outcomes;
  const text = textOf(message);
  if (others.length > 0) {
    throw new BrokenPromise(`two results: "${text}" is [${[outcome, ...others].join('; ')}]`);
  }
  const position = oracle.positionOf(text);
  const expected = outcome.startsWith('rejected: ') ? undefined : outcome;
  if (position !== expected)
    throw new BrokenPromise(`wrong result: "${text}" is at ${position}, by its result ${outcome}`);
}
