import type { SendReceipt } from '@serverless-ws/chat-domain';
import type { ServerFrameOf } from '../events/index.js';
import { errorFrame } from '../encode/error-frame.js';

/** Why a message was not published, or a whole request was refused. */
export interface PublishError {
  readonly error: Omit<ServerFrameOf<'error'>, 'type' | 'requestId' | 'clientMessageId'>;
}

/** What became of a message: the fields of an `ack`, or an error. */
export type PublishResult = Omit<SendReceipt, 'entry'> | PublishError;

/** What a backend is told: a result for each message, in their order, or that the request as a whole was refused. */
export type PublishResponse = { readonly results: readonly PublishResult[] } | PublishError;

/** Whether a message was not published, or a request was refused. */
export function isPublishError(result: object): result is PublishError {
  return 'error' in result;
}

/** What a backend is told about a failure; as clients are. */
export function publishError(error: unknown): PublishError {
  const { code, message, retryable, retryAfterMs } = errorFrame(error);
  return { error: { code, message, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}
