import { ChatError } from '@serverless-ws/chat-domain';

import type { RequestScope } from '../logging/request-scope.js';

/** What the handlers read of the context of an invocation. */
export interface InvocationContext {
  /** Milliseconds until Lambda ends the invocation, and its caller gets no response of ours. */
  getRemainingTimeInMillis(): number;
}

/** The share of an invocation's time in which adapters may be called. */
const CALLS = 0.7;
/** The share after which the function responds, whatever it still waits for; until then a worker hands back its records. */
const RESPONSE = 0.75;

/** When the calls of adapters must end, in epoch milliseconds; asked at the start of the invocation. */
export function callsUntil(context: InvocationContext): number {
  return Date.now() + context.getRemainingTimeInMillis() * CALLS;
}

/** When records that a worker could not process must have been handed back to the queue, in epoch milliseconds. */
export function handBackUntil(context: InvocationContext): number {
  return Date.now() + context.getRemainingTimeInMillis() * RESPONSE;
}

/**
 * Runs the work of an invocation so that there is a response before Lambda ends it, whatever the store, the gateway, the
 * queue or a key server does. Every call of an adapter ends at 70 % of the time; what ignores that is given up at 75 %.
 *
 * @param context - of the invocation; without it, as in a test, there is no deadline
 * @returns what the work resolves to; rejects with what it rejects with, or with `ChatError` `unavailable` at 75 %
 */
export async function inTime<Result>(
  context: InvocationContext | undefined,
  scope: RequestScope,
  work: () => Promise<Result>,
): Promise<Result> {
  if (context === undefined) return work();
  const late = after(context.getRemainingTimeInMillis() * RESPONSE);
  try {
    return await Promise.race([scope.until(callsUntil(context), work), late.rejected]);
  } finally {
    late.cancel();
  }
}

function after(milliseconds: number): { readonly rejected: Promise<never>; cancel(): void } {
  let timer: NodeJS.Timeout | undefined;
  const rejected = new Promise<never>((_, reject) => {
    const error = new ChatError('unavailable', 'The time of this request is up.');
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return { rejected, cancel: () => clearTimeout(timer) };
}
