import { ChatError } from '@serverless-ws/chat-domain';

/** Where messages of backends may come from, besides calls that IAM allows. */
export interface PublishSources {
  /** The ARN of the queue that feeds the function; none does when absent. */
  readonly queueArn?: string | undefined;
  /** The `source` of the events that a rule of EventBridge hands on; it hands on none when absent. */
  readonly eventSource?: string | undefined;
}

/**
 * The `detail-type` of an event whose `detail` is a request to publish.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const PUBLISH_DETAIL_TYPE = 'chat.publish';

/** What is read of a message of the queue. */
export interface PublishRecord {
  readonly messageId: string;
  readonly body: string;
}

/** An event of the function that publishes, by where it comes from. */
export type PublishEvent =
  | { readonly from: 'caller'; readonly request: unknown }
  | { readonly from: 'queue'; readonly records: readonly PublishRecord[] }
  | { readonly from: 'bus'; readonly id: string; readonly request: unknown };

/** What tells events apart; any of it may be missing, or forged. */
interface UnverifiedPublishEvent {
  readonly [field: string]: unknown;
}

/**
 * Tells where an event comes from. What has the shape of a message queue's or of EventBridge's event must come from the
 * queue or the source that the stack names; what else is no request to publish is left to the reader of requests.
 * @throws ChatError `forbidden` for an event of another queue or source, and for one of API Gateway or a function's address
 */
export function publishEventOf(event: unknown, { queueArn, eventSource }: PublishSources): PublishEvent {
  if (typeof event !== 'object' || event === null) return { from: 'caller', request: event };
  const fields: UnverifiedPublishEvent = { ...event };
  if ('requestContext' in fields) throw forged('Events of API Gateway publish nothing.');
  if ('Records' in fields) return { from: 'queue', records: recordsOf(fields['Records'], queueArn) };
  if (!('detail-type' in fields) && !('source' in fields)) return { from: 'caller', request: event };
  const { id, source, detail, 'detail-type': detailType } = fields;
  const isOurs = eventSource !== undefined && source === eventSource && detailType === PUBLISH_DETAIL_TYPE;
  if (!isOurs || typeof id !== 'string') throw forged('The event is not from the source that may publish.');
  return { from: 'bus', id, request: detail };
}

function recordsOf(records: unknown, queueArn: string | undefined): readonly PublishRecord[] {
  if (!Array.isArray(records) || records.length === 0) throw forged('There are no records.');
  return records.map((record: unknown) => {
    const { messageId, body, eventSource, eventSourceARN }: { readonly [field: string]: unknown } =
      Object(record);
    const isOurs = queueArn !== undefined && eventSourceARN === queueArn && eventSource === 'aws:sqs';
    if (isOurs && typeof messageId === 'string' && typeof body === 'string') return { messageId, body };
    throw forged('The records are not of the queue that may publish.');
  });
}

function forged(message: string): ChatError {
  return new ChatError('forbidden', message);
}
