import { openSocket } from '#open-socket';
import {
  LOBBY,
  type ActionFields,
  type AnyActionDescriptor,
  type ClientFrame,
} from '@serverless-ws/chat-protocol';
import { requireWebSocketUrl, type ChatClientOptions, type SendOptions } from './chat-client-options.js';
import { connectionSettings } from './connection/connection-settings.js';
import type { ConnectionState } from './connection/connection-state.js';
import { Connection } from './connection/connection.js';
import type { CoreFrame } from './connection/core-frame.js';
import type { Session } from './connection/session.js';
import type { TokenClaims } from './connection/token-claims.js';
import { handled } from './handled.js';
import { Listeners } from './listeners.js';
import { requestedHistory, type HistoryPage, type HistoryQuery } from './log/history.js';
import type { Cursor } from './log/room-log.js';
import { Rooms } from './log/rooms.js';
import { newMessageId } from './outbox/new-message-id.js';
import type { OutboxMessage, Receipt } from './outbox/outbox-message.js';
import { noStorage } from './outbox/outbox-storage.js';
import { Outbox } from './outbox/outbox.js';
import { systemNetwork } from './ports/network.js';
import { systemTimers } from './ports/timers.js';
import { RequestError, requestError } from './request-error.js';
import { requested, type ResponseOf } from './requested.js';

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
  readonly #listeners = new Listeners();
  readonly #connection: Connection;
  readonly #rooms: Rooms;
  readonly #outbox: Outbox;

  /** @throws TypeError when `url` is no WebSocket address; RangeError for a setting that no timer takes */
  constructor(options: ChatClientOptions) {
    requireWebSocketUrl(options.url);
    const { timers = systemTimers, random = Math.random, storage = noStorage, echo = false } = options;
    this.#rooms = new Rooms({
      timers,
      random,
      listenerOf: (room) => ({
        onEntry: (entry, epoch) => {
          this.#listeners.emit('message', { room, epoch, entry });
          this.#shown(room);
        },
        onReset: (cursor) => {
          this.#listeners.emit('reset', { room, cursor });
          this.#shown(room);
        },
      }),
      onLost: (room, session) => void this.#joinOn(session, room),
      onRefused: (room, error, isRemoved) => {
        this.#outbox.abandon(room, error);
        if (isRemoved) this.#listeners.emit('removed', { room, reason: error.code });
        this.#listeners.emit('refused', { room, error });
      },
    });
    void this.#rooms.want(LOBBY, null);
    this.#outbox = new Outbox({
      timers,
      random,
      echo,
      storage,
      send: (frame, room) => this.#sendNow(frame, room),
      onSilence: () => void this.#connection.current?.probe(),
      onChange: (messages) => this.#listeners.emit('outbox', messages),
    });
    this.#connection = new Connection({
      openSocket,
      network: systemNetwork(timers),
      ...options,
      timers,
      random,
      settings: connectionSettings(options.settings),
      prepare: (session) => this.#rooms.joinAll(session),
      onFrame: (frame, received, session) => {
        this.#listeners.received(received);
        if (frame !== null) this.#received(frame, session);
      },
      onState: (state) => this.#changed(state),
      onInterrupted: (isForCause) => this.#outbox.interrupted(isForCause),
    });
  }

  /**
   * Adds a listener for one kind of event: of the client, by its name, or of the server, by its descriptor, as a team
   * defines its own. Frames that the descriptor does not fit are passed over.
   * @returns removes the listener
   */
  on: Listeners['on'] = (event: never, listener: never) => this.#listeners.on(event, listener);

  /** The current state of the connection. */
  get state(): ConnectionState {
    return this.#connection.state;
  }

  /** The user in the latest accepted token; empty before, and for tokens that are no JWT. */
  get user(): TokenClaims {
    return this.#connection.claims;
  }

  /** The pending messages, in order. */
  get pending(): readonly OutboxMessage[] {
    return this.#outbox.messages;
  }

  /** The last position shown of a room: pass it to `join` as `after` in a later run. */
  cursor(room: string = LOBBY): Cursor | null {
    return this.#rooms.get(room)?.log.cursor ?? null;
  }

  /** Connects, and reconnects until `close()`. */
  connect(): void {
    this.#connection.open();
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
    this.#outbox.retry(clientMessageId);
  }

  /** Removes a message from the outbox. */
  discard(clientMessageId: string): void {
    this.#outbox.discard(clientMessageId);
  }

  /**
   * Joins a room, and again on every reconnect; resolves after the first join, now or later. The lobby is joined in
   * any case; call this for it before `connect()` to continue from an earlier run.
   * @param after - the position to continue at; when absent, the end of the log
   * @throws RequestError `closed`, `left`, or the server's error
   */
  join(room: string, after?: Cursor): Promise<void> {
    if (this.state.status === 'closed') return handled(Promise.reject(new RequestError('closed')));
    const joined = this.#rooms.want(room, after ?? null);
    const { current } = this.#connection;
    if (current !== null && !this.#rooms.isReady(room, current)) void this.#joinOn(current, room);
    return joined;
  }

  /** Leaves a room; what is under way there fails with `left`. @throws RequestError `forbidden` for the lobby, which cannot be left */
  async leave(room: string): Promise<void> {
    if (room === LOBBY) throw new RequestError('forbidden');
    const isJoined = this.#rooms.get(room) !== null;
    const reason = new RequestError('left');
    this.#rooms.drop(room, reason);
    this.#outbox.abandon(room, reason);
    // Without a connection there is nothing to leave: the next one will not join.
    if (isJoined)
      await this.#connection.current?.request({ action: 'leaveRoom', room }, 'left').catch(() => null);
  }

  /**
   * A page of the past: before the first `message` of this run, or before a cursor.
   * @throws RequestError `disconnected`, `not_joined`, `timeout`, or the server's error
   */
  history(room: string = LOBBY, query: HistoryQuery = {}): Promise<HistoryPage> {
    return requestedHistory(this.#rooms.get(room), this.#connection.current, query);
  }

  /**
   * Requests an action by its descriptor, one of chat-protocol's or of a team's own; resolves to the response.
   * @throws RequestError `disconnected`, `timeout`, `bad_response`, or the server's error
   */
  async request<Action extends AnyActionDescriptor>(
    action: Action,
    fields: ActionFields<Action>,
  ): Promise<ResponseOf<Action>> {
    return requested(this.#connection.current, action, fields);
  }

  /** Ends for good: no timer, no socket, no event after `state`. Pending promises reject with `closed`. */
  close(): void {
    this.#connection.close('by the client');
  }

  #post(kind: OutboxMessage['kind'], text: string, options: SendOptions): Promise<Receipt> {
    const { room = LOBBY, clientMessageId = newMessageId() } = options;
    if (this.state.status === 'closed') return handled(Promise.reject(new RequestError('closed')));
    return handled(this.#outbox.add({ kind, text, room, clientMessageId }));
  }

  #sendNow(frame: ClientFrame, room: string): boolean {
    const { current } = this.#connection;
    if (current === null || !this.#rooms.isReady(room, current)) return false;
    current.send(frame);
    return true;
  }

  async #joinOn(session: Session, room: string): Promise<void> {
    await this.#rooms.join(room, session).catch((error) => session.fail(requestError(error).code));
    if (session.isEnded) return;
    this.#rooms.confirm(session);
    this.#outbox.resume();
  }

  #received(frame: CoreFrame, session: Session): void {
    this.#outbox.receive(frame);
    this.#rooms.receive(frame, session);
    if ('room' in frame) this.#shown(frame.room);
  }

  /** The cursor of a room has moved, or may have. */
  #shown(room: string): void {
    this.#outbox.shown(room, this.cursor(room));
  }

  #changed(state: ConnectionState): void {
    if (state.status === 'closed') {
      const closed = new RequestError('closed');
      this.#rooms.close(closed);
      this.#outbox.close(closed);
    }
    this.#listeners.emit('state', state);
    const { current } = this.#connection;
    if (state.status === 'online' && current !== null) {
      this.#rooms.confirm(current);
      this.#outbox.resume();
    }
    if (state.status === 'closed') this.#listeners.clear();
  }
}
