import type { Clock } from '../clock.js';
import type { Limits } from '../limits.js';
import type { OpenConnection } from './open-connection.js';

/**
 * Ends a connection after its idle time or its life, both with 1001.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 *
 * @returns a function that stops the check
 */
export function watchLifetime(connection: OpenConnection, clock: Clock, limits: Limits): () => void {
  const end = (): void => connection.close({ code: 1001, reason: 'Going away' });
  const idleLeft = (): number => connection.lastActiveAt + limits.idleMs - clock.now();
  const cancelLife = clock.schedule(limits.lifeMs, end);
  let cancelIdle = clock.schedule(limits.idleMs, checkIdle);
  // Messages do not move the timer; it checks for activity when it fires, so a busy connection costs nothing.
  function checkIdle(): void {
    const left = idleLeft();
    if (left <= 0) return end();
    cancelIdle = clock.schedule(left, checkIdle);
  }
  return () => {
    cancelLife();
    cancelIdle();
  };
}
