import { ChatError, type ChatEvent, type EventSink, type SanctionEvent } from '@serverless-ws/chat-domain';
import { callJson, type CallAws } from '../call-json.js';
import { formatChatEvent, wireEvent } from '../wire-event.js';

/**
 * Events in one call, at most.
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
const BATCH = 10;
/** How often those of a batch are sent that the bus did not take. */
const ATTEMPTS = 3;

/** Where the events go. */
export interface EventBridgeSinkOptions {
  /** The name or the ARN of the bus. */
  readonly bus: string;
  /** The `source` of the events; `serverless-ws.chat` when absent. */
  readonly source?: string;
  readonly call: CallAws;
}

/**
 * The domain's `EventSink` on a bus of EventBridge, which keeps no order: consumers sort by `entry.seq`. The `detail-type` is
 * `chat.` and the type of the event, so that rules choose by it.
 */
export class EventBridgeSink implements EventSink {
  readonly #options: EventBridgeSinkOptions;

  constructor(options: EventBridgeSinkOptions) {
    this.#options = options;
  }

  async deliver(events: readonly (ChatEvent | SanctionEvent)[]): Promise<void> {
    for (let start = 0; start < events.length; start += BATCH) {
      await this.#put(events.slice(start, start + BATCH));
    }
  }

  async #put(events: readonly (ChatEvent | SanctionEvent)[]): Promise<void> {
    let left = events;
    for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
      const response = await this.#call(left);
      left = left.filter((_, index) => hasFailed(response, index));
    }
    if (left.length > 0) throw new ChatError('unavailable', 'The event bus did not take every event.');
  }

  #call(events: readonly (ChatEvent | SanctionEvent)[]): Promise<unknown> {
    const { bus, source = 'serverless-ws.chat', call } = this.#options;
    const Entries = events.map((event) => ({
      EventBusName: bus,
      Source: source,
      DetailType: `chat.${wireEvent(event).type}`,
      Detail: formatChatEvent(event),
      Time: event.sentAt / 1_000,
    }));
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' };
    return callJson(call, { service: 'events', headers, body: JSON.stringify({ Entries }) });
  }
}

/** The results are in the order of the entries; one that has failed names an error instead of an id. */
function hasFailed(response: unknown, index: number): boolean {
  const results: unknown = fieldsOf(response)['Entries'];
  const result: unknown = Array.isArray(results) ? results[index] : undefined;
  return typeof fieldsOf(result)['EventId'] !== 'string';
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
