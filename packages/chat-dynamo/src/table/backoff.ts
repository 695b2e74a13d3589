import { ChatError } from '@serverless-ws/chat-domain';

/** Rounds before a partly done batch counts as failed. */
const ROUNDS = 8;
/** Milliseconds: the ceiling of the first pause; it doubles with each. */
const FIRST_PAUSE = 25;
/** Milliseconds: the ceiling of every pause. */
const LONGEST_PAUSE = 800;

/** Waits; a parameter, so that tests do not. */
export type Pause = (ms: number) => Promise<void>;

/** Waits in real time. */
export const pause: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Repeats a batch with what the last round left over, pausing with full jitter between rounds, until nothing is left.
 *
 * @param round - does what it can of `work`; returns the rest
 * @throws ChatError `unavailable` when something is left after the last round
 */
export async function untilDone<W>(
  work: readonly W[],
  round: (work: readonly W[]) => Promise<readonly W[]>,
  wait: Pause = pause,
): Promise<void> {
  let rest = await round(work);
  for (let number = 0; rest.length > 0; number += 1) {
    if (number + 1 >= ROUNDS) throw new ChatError('unavailable', 'The store accepts only a part of a batch.');
    await wait(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** number));
    rest = await round(rest);
  }
}
