import { isChatError, type ChatErrorCode } from '@serverless-ws/chat-domain';

/** Thrown when an adapter breaks a guarantee; the message tells its author what to fix. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** @throws BrokenPromise unless `condition` holds */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new BrokenPromise(message);
}

/**
 * Compares as JSON does, whatever the order of keys.
 * @throws BrokenPromise unless both are the same
 */
export function mustEqual(actual: unknown, expected: unknown, message: string): void {
  const [is, ought] = [inspect(actual), inspect(expected)];
  must(is === ought, `${message}\n  expected ${ought}\n  received ${is}`);
}

/** @throws BrokenPromise unless `attempt` rejects with a `ChatError` of this code; returns that error otherwise */
export async function mustReject(
  attempt: Promise<unknown>,
  code: ChatErrorCode,
  message: string,
): Promise<Error> {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  must(
    isChatError(error) && error.code === code,
    `${message}: expected ChatError ${code}, got ${String(error)}`,
  );
  return error;
}

/** Text of a value, with the keys of every object in order. */
export function inspect(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part)) ?? 'undefined'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
