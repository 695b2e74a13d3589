import type { Clock, ReportedMessage, ReportedMessages } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put } from './table/chat-table.js';
import { expiry, lives, numberOf, textOf } from './table/item.js';
import { reportedMessageKey } from './table/keys.js';

/**
 * Bytes of a partition key at most; no message has an id that long.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const KEY_MAXIMUM = 2_048;

/** Reported messages, a row each. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoReportedMessages implements ReportedMessages {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, client, table }: ChatTable & { readonly clock: Clock }) {
    this.#table = { client, table };
    this.#clock = clock;
  }

  async record({ messageId, room, seq, expiresAt }: ReportedMessage): Promise<void> {
    await put(this.#table, { ...reportedMessageKey(messageId), r: room, q: seq, ...expiry(expiresAt) });
  }

  async find(messageId: string): Promise<ReportedMessage | null> {
    const key = reportedMessageKey(messageId);
    if (Buffer.byteLength(key.PK) > KEY_MAXIMUM) return null;
    const item = await get(this.#table, key);
    if (!lives(item, this.#clock.now())) return null;
    return { messageId, room: textOf(item, 'r'), seq: numberOf(item, 'q'), expiresAt: numberOf(item, 'x') };
  }
}
