import { LOBBY } from '@serverless-ws/chat-protocol';
import type { CompleteOptions } from './complete-options.js';
import type { ConnectionState } from './connection/connection-state.js';
import { Connection } from './connection/connection.js';
import type { CoreFrame } from './connection/core-frame.js';
import type { RequestFrame, Session } from './connection/session.js';
import { handled } from './handled.js';
import { Listeners } from './listeners.js';
import { peerOf } from './log/address.js';
import type { Cursor } from './log/room-log.js';
import { Rooms } from './log/rooms.js';
import { Outbox } from './outbox/outbox.js';
import type { Receipt } from './outbox/outbox-message.js';
import type { NewMessage } from './outbox/pending-send.js';
import { RequestError, requestError } from './request-error.js';

/** What a client consists of, and how the parts work together. */
export class ChatEngine {
  readonly listeners = new Listeners();
  readonly connection: Connection;
  readonly rooms: Rooms;
  readonly outbox: Outbox;

  constructor(options: CompleteOptions) {
    this.rooms = new Rooms({
      ...options,
      listenerOf: (room) => ({
        onEntry: (entry, epoch) => {
          this.listeners.emit('message', { room, epoch, entry });
          this.#shown(room);
        },
        onReset: (reset) => {
          this.listeners.emit('reset', { room, ...reset });
          this.#shown(room);
        },
      }),
      onLost: (room, session) => void this.#joinOn(session, room),
      onRefused: (room, error, isRemoved) => {
        this.outbox.abandon(room, error);
        if (isRemoved) this.listeners.emit('removed', { room, reason: error.code });
        this.listeners.emit('refused', { room, error });
      },
    });
    void this.rooms.want(LOBBY, null);
    this.outbox = new Outbox({
      ...options,
      send: (frame, room) => this.#sendNow(frame, room),
      onSilence: () => void this.connection.current?.probe(),
      onChange: (messages) => this.listeners.emit('outbox', messages),
    });
    this.connection = new Connection({
      ...options,
      prepare: (session) => this.rooms.joinAll(session),
      peers: () => this.rooms.peers,
      onFrame: (frame, received, session) => {
        this.listeners.received(received);
        if (frame !== null) this.#received(this.rooms.named(frame), session);
      },
      onState: (state) => this.#changed(state),
      onInterrupted: (isForCause) => this.outbox.interrupted(isForCause),
    });
  }

  /** Joins a room now, or when there is a connection, and again on every reconnect: see `ChatClient.join`. */
  join(room: string, after?: Cursor, follow?: boolean): Promise<void> {
    if (this.connection.state.status === 'closed') return handled(Promise.reject(new RequestError('closed')));
    const joined = this.rooms.want(room, after ?? null, follow);
    const { current } = this.connection;
    if (current !== null && !this.rooms.isReady(room, current)) void this.#joinOn(current, room);
    return joined;
  }

  /** Leaves a room: see `ChatClient.leave`. */
  async leave(room: string): Promise<void> {
    if (room === LOBBY) throw new RequestError('forbidden');
    const isJoined = this.rooms.get(room) !== null;
    const reason = new RequestError('left');
    this.rooms.drop(room, reason);
    this.outbox.abandon(room, reason);
    // Without a connection there is nothing to leave: the next one will not join. A direct room is not joined.
    if (isJoined && peerOf(room) === null)
      await this.connection.current?.request({ action: 'leaveRoom', room }, 'left').catch(() => null);
  }

  /** Puts a message into the outbox: see `ChatClient.send`. */
  post(message: NewMessage): Promise<Receipt> {
    if (this.connection.state.status === 'closed') return handled(Promise.reject(new RequestError('closed')));
    if (peerOf(message.room) !== null) void handled(this.join(message.room));
    return handled(this.outbox.add(message));
  }

  /** Resolves to the session in use, now or when there is one. @throws RequestError `closed` */
  async online(): Promise<Session> {
    for (;;) {
      const { current, state } = this.connection;
      if (current !== null) return current;
      if (state.status === 'closed') throw new RequestError('closed');
      await new Promise<void>((resolve) => {
        const stop = this.listeners.on('state', () => resolve(stop()));
      });
    }
  }

  #sendNow(frame: RequestFrame, room: string): boolean {
    const { current } = this.connection;
    const isReady = current !== null && this.rooms.isReady(room, current);
    if (isReady) current.send(frame);
    return isReady;
  }

  async #joinOn(session: Session, room: string): Promise<void> {
    await this.rooms.join(room, session).catch((error) => session.fail(requestError(error).code));
    if (session.isEnded) return;
    this.rooms.confirm(session);
    this.outbox.resume();
  }

  #received(frame: CoreFrame, session: Session): void {
    this.outbox.receive(frame);
    this.rooms.receive(frame, session);
    if ('room' in frame) this.#shown(frame.room);
  }

  /** The cursor of a room has moved, or may have. */
  #shown(room: string): void {
    this.outbox.shown(room, this.rooms.get(room)?.log.cursor ?? null);
  }

  #changed(state: ConnectionState): void {
    const isClosed = state.status === 'closed';
    if (isClosed) {
      const closed = new RequestError('closed');
      this.rooms.close(closed);
      this.outbox.close(closed);
    }
    this.listeners.emit('state', state);
    const { current } = this.connection;
    if (state.status === 'online' && current !== null) {
      this.rooms.confirm(current);
      this.outbox.resume();
    }
    if (isClosed) this.listeners.clear();
  }
}
