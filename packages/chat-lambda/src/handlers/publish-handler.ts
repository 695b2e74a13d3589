import { publisherOf, type Publisher } from '@serverless-ws/chat-dispatch';
import { isChatError, type ChatPorts } from '@serverless-ws/chat-domain';
import {
  isPublishError,
  publicationsIn,
  publishError,
  type PublishResponse,
  type PublishResult,
} from '@serverless-ws/chat-protocol';

import {
  publishEventOf,
  type PublishEvent,
  type PublishRecord,
  type PublishSources,
} from '../events/publish-event.js';
import { inTime, type InvocationContext } from '../invocation/in-time.js';
import type { RequestScope } from '../logging/request-scope.js';
import type { QueueAnswer } from './queue-handler.js';

/** What {@link publishHandler} needs. */
export interface PublishHandlerPorts extends ChatPorts, PublishSources {
  readonly scope: RequestScope;
}

/**
 * The function that backends publish with. A caller gets a `PublishResponse`, SQS the records to deliver again.
 *
 * @param event - `{messages: […]}` of a caller whom IAM allows to invoke the function; records of the queue, each with
 * such a request as its body; or an event of EventBridge, with one as its `detail`
 */
export type PublishHandler = (
  event: unknown,
  context?: InvocationContext,
) => Promise<PublishResponse | QueueAnswer>;

/** Publishes a request: each of its messages, or nothing where it is none. */
type PublishRequestOf = (request: unknown, id?: string) => Promise<PublishResponse>;

/**
 * A function that publishes messages of backends. Who may call it is said by permissions, and by nothing in an event.
 *
 * - Each message has a result of its own; only what is no request at all is refused as a whole.
 * - A message without a `clientMessageId` has one by the id of the event or of the queue's message, so that each is
 *   published once, however often it is delivered. A caller's has none.
 * - From the queue and from EventBridge, what may succeed later is delivered again, whole; what never will is logged and
 *   dropped. EventBridge delivers again what fails, so the function then throws.
 * - Forged events are refused: a caller is told so; records of another queue stay there, since the function throws.
 *
 * @example
 * ```ts
 * export const handler = publishHandler(publishPorts(process.env));
 * ```
 */
export function publishHandler(ports: PublishHandlerPorts): PublishHandler {
  const publisher = publisherOf(ports);
  return async (event, context) => {
    const publish = requestPublisher(ports, publisher, context);
    const known = read(event, ports);
    if (isPublishError(known)) return known;
    if (known.from === 'caller') return publish(known.request);
    if (known.from === 'queue') return publishRecords(known.records, publish, ports);
    const response = await ports.scope.run({ eventId: known.id }, () => publish(known.request, known.id));
    if (isToRepeat(response))
      throw new Error('Messages of the event were not published; it is to come again.');
    return response;
  };
}

/** @throws ChatError where records are of another queue: their messages must not be taken off it */
function read(
  event: unknown,
  { logger, ...sources }: PublishHandlerPorts,
): PublishEvent | ReturnType<typeof publishError> {
  try {
    return publishEventOf(event, sources);
  } catch (error) {
    logger.warn('refused', { code: 'forbidden', reason: isChatError(error) ? error.message : 'unknown' });
    if (Object.hasOwn(Object(event), 'Records')) throw error;
    return publishError(error);
  }
}

function requestPublisher(
  { logger, scope }: PublishHandlerPorts,
  publisher: Publisher,
  context: InvocationContext | undefined,
): PublishRequestOf {
  return async (request, id) => {
    let messages: readonly unknown[];
    try {
      messages = publicationsIn(request);
    } catch (error) {
      logger.info('refused', { code: isChatError(error) ? error.code : 'internal' });
      return publishError(error);
    }
    const results = await publisher(messages, {
      ...(id !== undefined && { idOf: (index) => `${id}.${index}` }),
      within: (work) => inTime(context, scope, work),
    });
    return { results };
  };
}

/** Each record on its own: one that fails hands back no other. */
async function publishRecords(
  records: readonly PublishRecord[],
  publish: PublishRequestOf,
  { scope }: PublishHandlerPorts,
): Promise<QueueAnswer> {
  const failed = await Promise.all(
    records.map(async ({ messageId, body }) => {
      const response = await scope.run({ messageId }, () => publish(jsonIn(body), messageId));
      return isToRepeat(response) ? [{ itemIdentifier: messageId }] : [];
    }),
  );
  return { batchItemFailures: failed.flat() };
}

function isToRepeat(response: PublishResponse): boolean {
  const results: readonly (PublishResult | PublishResponse)[] =
    'results' in response ? response.results : [response];
  return results.some((result) => isPublishError(result) && result.error.retryable);
}

/** `undefined` for what is no JSON, which is then no request. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
