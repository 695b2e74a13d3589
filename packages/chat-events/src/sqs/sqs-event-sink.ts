import { createHash } from 'node:crypto';
import type { ChatEvent, EventSink, SanctionEvent } from '@serverless-ws/chat-domain';
import { callJson, type CallAws } from '../call-json.js';
import { formatChatEvent } from '../wire-event.js';

/** Characters of a deduplication id, at most. */
const ID_LENGTH = 128;

/** Where the events go. */
export interface SqsEventSinkOptions {
  /** The URL of the queue. One whose name ends in `.fifo` keeps the order of each room; another one keeps none. */
  readonly queueUrl: string;
  readonly call: CallAws;
}

/**
 * The domain's `EventSink` on an SQS queue. On a FIFO queue each room is a message group, and the id of an event its
 * deduplication id: what is delivered again within five minutes comes once.
 *
 * One call for each event: SQS may take some messages of a batch and not others, and then a later one of a room would
 * overtake.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export class SqsEventSink implements EventSink {
  readonly #options: SqsEventSinkOptions;

  constructor(options: SqsEventSinkOptions) {
    this.#options = options;
  }

  async deliver(events: readonly (ChatEvent | SanctionEvent)[]): Promise<void> {
    for (const event of events) await this.#send(event);
  }

  async #send(event: ChatEvent | SanctionEvent): Promise<void> {
    const { queueUrl, call } = this.#options;
    const order = queueUrl.endsWith('.fifo') && {
      MessageGroupId: event.room,
      MessageDeduplicationId: deduplicationIdOf(event),
    };
    const body = JSON.stringify({ QueueUrl: queueUrl, MessageBody: formatChatEvent(event), ...order });
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.SendMessage',
    };
    await callJson(call, { service: 'sqs', headers, body });
  }
}

/** Ids of this project's servers are shorter by far; an epoch of another id generator may be longer. */
function deduplicationIdOf({ id }: Pick<ChatEvent, 'id'>): string {
  return id.length <= ID_LENGTH ? id : createHash('sha256').update(id).digest('hex');
}
