import type { RoomClient } from '../room-client.js';
import { isAboutSession, requestError, type RequestError } from '../request-error.js';

/** Milliseconds to wait at least before the same request again on a connection that works. */
const LEAST_PAUSE = 1_000;

/**
 * Tries a request again, on the next connection if need be, until the server has accepted or refused it.
 * @throws RequestError the refusal, or `closed`
 */
export async function persistently<Result>(
  client: RoomClient,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const failure = requestError(error);
      const isTemporary = failure.retryable || isAboutSession(failure);
      if (!isTemporary || client.state.status === 'closed') throw failure;
      await nextChance(client, failure);
    }
  }
}

/** Resolves when the state of the connection has changed, or some time later on one that works. */
function nextChance({ state, timers, on }: RoomClient, { retryAfterMs = 0 }: RequestError): Promise<void> {
  return new Promise((resolve) => {
    const isOnline = state.status === 'online';
    const cancel = isOnline ? timers.after(Math.max(LEAST_PAUSE, retryAfterMs), finish) : () => undefined;
    const stop = on('state', finish);
    function finish(): void {
      cancel();
      stop();
      resolve();
    }
  });
}
