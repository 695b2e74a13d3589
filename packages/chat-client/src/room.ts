import type { RoomClient } from './room-client.js';
import type { SendOptions } from './chat-client-options.js';
import type { RequestFrame } from './connection/session.js';
import { addressOf } from './log/address.js';
import type { HistoryPage, HistoryQuery } from './log/history.js';
import type { Cursor } from './log/room-log.js';
import type { Receipt } from './outbox/outbox-message.js';

/** How to join a room. */
export interface JoinOptions {
  /** The position to continue at; when absent, the end of the log. Counts for the first join of a client alone. */
  readonly after?: Cursor | undefined;
  /** Whether to put the room among those of the user, with its unread messages. Default: leave that as it is. */
  readonly follow?: boolean | undefined;
}

/** A message, by its position and its id: with an id of another log, it would be another message. */
export interface MessageReference {
  readonly seq: number;
  readonly id: string;
}

/**
 * A room of a client: `client.room('tea')`, or `client.direct('bob')` for the messages with one user. The same object for
 * the same name; it holds nothing by itself, and need not be closed.
 */
export class Room {
  readonly #request: (frame: RequestFrame) => Promise<unknown>;

  /** @param name - in a direct room `@` and the id of the other user, as in the events of the client */
  constructor(
    readonly client: RoomClient,
    readonly name: string,
    request: (frame: RequestFrame) => Promise<unknown>,
  ) {
    this.#request = request;
  }

  /**
   * Joins the room, and again on every reconnect, until `leave()`; resolves after the first join, now or later.
   * @throws RequestError `closed`, `left`, or the server's error
   */
  join({ after, follow }: JoinOptions = {}): Promise<void> {
    return this.client.join(this.name, after, follow);
  }

  /** Leaves the room; what is under way fails with `left`. @throws RequestError `forbidden` for the lobby */
  leave(): Promise<void> {
    return this.client.leave(this.name);
  }

  /** Sends a message, now or when there is a connection again: see `ChatClient.send`. */
  send(text: string, options: Omit<SendOptions, 'room'> = {}): Promise<Receipt> {
    return this.client.send(text, { ...options, room: this.name });
  }

  /** A page of the past: see `ChatClient.history`. */
  history(query: HistoryQuery = {}): Promise<HistoryPage> {
    return this.client.history(this.name, query);
  }

  /**
   * Deletes a message: one's own, or any as a moderator. May be repeated.
   * @throws RequestError `disconnected`, `timeout`, or the server's error
   */
  async delete({ seq, id }: MessageReference): Promise<void> {
    await this.#request({ action: 'deleteMessage', ...addressOf(this.name), seq, id });
  }
}
