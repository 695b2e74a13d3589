import { LOBBY, type ActionFields, type AnyActionDescriptor } from '@serverless-ws/chat-protocol';
import type { ChatClientOptions, SendOptions } from './chat-client-options.js';
import { ChatEngine } from './chat-engine.js';
import { completeOptions } from './complete-options.js';
import type { ConnectionState } from './connection/connection-state.js';
import type { TokenClaims } from './connection/token-claims.js';
import { handled } from './handled.js';
import type { Listeners } from './listeners.js';
import { directName } from './log/address.js';
import { requestedHistory, type HistoryPage, type HistoryQuery } from './log/history.js';
import type { Cursor } from './log/room-log.js';
import { newMessageId } from './outbox/new-message-id.js';
import type { OutboxMessage, Receipt } from './outbox/outbox-message.js';
import type { Timers } from './ports/timers.js';
import { requested, type ResponseOf } from './requested.js';
import { Room } from './room.js';

/**
 * A chat client that loses no message and shows none twice: it reconnects, catches up, puts entries in order, and sends
 * again until the server acknowledges. Listen first (`on`), then `connect()`; `close()` ends it for good.
 *
 * @example
 * ```ts
 * const client = new ChatClient({ url: 'wss://chat.example.com', getToken });
 * client.on('message', ({ room, entry }) => show(room, entry));
 * client.connect();
 * await client.send('hi');
 * ```
 */
export class ChatClient {
  readonly #engine: ChatEngine;
  readonly #handles = new Map<string, Room>();
  /** The timers it runs on: what is built on a client takes its waits from them too. */
  readonly timers: Timers;
  /** Uniform in 0 to 1. */
  readonly random: () => number;

  /** @throws TypeError when `url` is no WebSocket address; RangeError for a setting that no timer takes */
  constructor(options: ChatClientOptions) {
    const complete = completeOptions(options);
    this.timers = complete.timers;
    this.random = complete.random;
    this.#engine = new ChatEngine(complete);
  }

  /**
   * Adds a listener for one kind of event: of the client, by its name, or of the server, by its descriptor, as a team
   * defines its own. Frames that the descriptor does not fit are passed over.
   * @returns removes the listener
   */
  on: Listeners['on'] = (event: never, listener: never) => this.#engine.listeners.on(event, listener);

  /** The current state of the connection. */
  get state(): ConnectionState {
    return this.#engine.connection.state;
  }

  /** The user in the latest accepted token; empty before, and for tokens that are no JWT. */
  get user(): TokenClaims {
    return this.#engine.connection.claims;
  }

  /** The pending messages, in order. */
  get pending(): readonly OutboxMessage[] {
    return this.#engine.outbox.messages;
  }

  /** The name, in this client, of the room that a frame is about. */
  roomOf({ room }: { readonly room: string }): string {
    return this.#engine.rooms.nameOf(room);
  }

  /** A room, by its name: the same object each time. To be in it, `join()` it. */
  room(name: string = LOBBY): Room {
    // Without the descriptor, which every page would carry.
    const remove = (fields: object) =>
      requested(this.#engine.connection.current, { name: 'deleteMessage', response: 'done' }, fields);
    const room = this.#handles.get(name) ?? new Room(this, name, remove);
    this.#handles.set(name, room);
    return room;
  }

  /** The direct room with a user; its messages are pushed, and missed ones caught up, from now until it is left. */
  direct(userId: string): Room {
    const room = this.room(directName(userId));
    void handled(room.join());
    return room;
  }

  /** The last position shown of a room: pass it to `join` as `after` in a later run. */
  cursor(room: string = LOBBY): Cursor | null {
    return this.#engine.rooms.get(room)?.log.cursor ?? null;
  }

  /** Connects, and reconnects until `close()`. */
  connect(): void {
    this.#engine.connection.open();
  }

  /**
   * Sends a message, now or when there is a connection again; resolves when it is stored in the log.
   * @throws RequestError `invalid_text` at once for one over 32 KB, `outbox_full`, `expired` after 12 hours, `undeliverable`,
   * `discarded`, `left`, `closed`, or the server's error
   */
  send(text: string, options: SendOptions = {}): Promise<Receipt> {
    return this.#post('message', text, options);
  }

  /** Sends an announcement; needs the role `admin`. Otherwise like `send`. */
  announce(text: string, options: Omit<SendOptions, 'room'> = {}): Promise<Receipt> {
    return this.#post('announcement', text, options);
  }

  /** Sends a failed message once more. */
  retry(clientMessageId: string): void {
    this.#engine.outbox.retry(clientMessageId);
  }

  /** Removes a message from the outbox. */
  discard(clientMessageId: string): void {
    this.#engine.outbox.discard(clientMessageId);
  }

  /**
   * Joins a room, and again on every reconnect; resolves after the first join, now or later. The lobby is joined in
   * any case; call this for it before `connect()` to continue from an earlier run.
   * @param after - the position to continue at; when absent, the end of the log
   * @param follow - whether to put the room among those of the user
   * @throws RequestError `closed`, `left`, or the server's error
   */
  join(room: string, after?: Cursor, follow?: boolean): Promise<void> {
    return this.#engine.join(room, after, follow);
  }

  /** Leaves a room; what is under way there fails with `left`. @throws RequestError `forbidden` for the lobby, which cannot be left */
  leave(room: string): Promise<void> {
    return this.#engine.leave(room);
  }

  /**
   * A page of the past, now or when there is a connection: before the first `message` of this run, or before a cursor.
   * @throws RequestError `disconnected` when the connection ends on the way, `not_joined`, `left`, `closed`, `timeout`,
   * or the server's error
   */
  history(room: string = LOBBY, query: HistoryQuery = {}): Promise<HistoryPage> {
    return requestedHistory(this.#engine.rooms.get(room), () => this.#engine.online(), query);
  }

  /**
   * Requests an action by its descriptor, one of chat-protocol's or of a team's own; resolves to the response.
   * @throws RequestError `disconnected`, `timeout`, `bad_response`, or the server's error
   */
  request<Action extends AnyActionDescriptor>(
    action: Action,
    fields: ActionFields<Action>,
  ): Promise<ResponseOf<Action>> {
    // It was read by the descriptor of the response.
    return requested(this.#engine.connection.current, action, fields) as Promise<ResponseOf<Action>>;
  }

  /** Sends the frame of an action and waits for no response; without a connection it is dropped. */
  tell<Action extends AnyActionDescriptor>({ name }: Action, fields: ActionFields<Action>): void {
    this.#engine.connection.current?.send({ ...fields, action: name });
  }

  /** Ends for good: no timer, no socket, no event after `state`. Pending promises reject with `closed`. */
  close(): void {
    this.#engine.connection.close('by the client');
  }

  #post(kind: OutboxMessage['kind'], text: string, options: SendOptions): Promise<Receipt> {
    const { room = LOBBY, clientMessageId = newMessageId(), ...more } = options;
    return this.#engine.post({ kind, text, room, clientMessageId, more });
  }
}
