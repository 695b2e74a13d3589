import {
  actionIn,
  errorFrame,
  openEnvelope,
  parseClientFrame,
  removed,
  type ClientFrame,
  type ClientFrameOf,
  type ServerFrame,
} from '@serverless-ws/chat-protocol';
import type { OpenSocket } from '../ports/chat-socket.js';
import { FakeConnection } from './fake-connection.js';
import { FakeRoom } from './fake-room.js';

const ADA = { id: 'ada', name: 'Ada' };
const BOB = { id: 'bob', name: 'Bob' };

/** A chat server in memory that follows the protocol, and fails where a test tells it to. */
export class FakeServer {
  readonly connections: FakeConnection[] = [];
  /** Every frame received, in order. */
  readonly received: ClientFrame[] = [];
  /** What happens to a new socket: it opens, is rejected with a status, fails, or hangs. */
  welcome: 'open' | 'fail' | 'hang' | number = 'open';
  /** Replaces the response to a frame; `null` for none. */
  answer: (frame: ClientFrame) => ServerFrame | null | undefined = () => undefined;
  /** The response to an action of a team. */
  answerCustom: (frame: object) => { readonly type: string } = () => ({ type: 'done' });
  /** Whether it takes `echo: false` for an unknown field, as an older server does. */
  ignoresEcho = false;
  readonly #rooms = new Map<string, FakeRoom>();

  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  readonly openSocket: OpenSocket = ({ token }, events) => {
    const connection = new FakeConnection(token, events, (text, from) => this.#handle(text, from));
    this.connections.push(connection);
    queueMicrotask(() => this.#greet(connection));
    return connection.socket;
  };

  /** The open connections. */
  get open(): FakeConnection[] {
    return this.connections.filter(({ isOpen }) => isOpen);
  }

  room(name = 'lobby'): FakeRoom {
    const room = this.#rooms.get(name) ?? new FakeRoom(name, this.#now);
    this.#rooms.set(name, room);
    return room;
  }

  /** Another user sends a message; with `lost`, it is not pushed. */
  say(text: string, { room = 'lobby', lost = false } = {}): void {
    const entry = this.room(room).put(text, BOB);
    if (!lost) this.push(room, [entry.seq]);
  }

  /** Pushes positions of a room to its members, in the order given; not to `except`. */
  push(name: string, seqs: readonly number[], except?: FakeConnection): void {
    const room = this.room(name);
    for (const seq of seqs) {
      const entry = room.positions[seq - 1];
      if (!entry) continue;
      this.tell(name, { type: 'messages', room: name, epoch: room.epoch, messages: [entry] }, except);
    }
  }

  /** Sends a frame to all members of a room; not to `except`. */
  tell(room: string, frame: ServerFrame, except?: FakeConnection): void {
    for (const connection of this.open) {
      if (connection.rooms.has(room) && connection !== except) connection.push(frame);
    }
  }

  /** Takes every connection out of a room, and says so. */
  remove(room: string, reason: string): void {
    for (const connection of this.open) {
      if (connection.rooms.delete(room)) connection.push(removed({ room, reason }));
    }
  }

  /** Cuts every connection. */
  cut(code = 1006): void {
    for (const connection of this.open) connection.close(code);
  }

  /** Every connection goes silent, as behind a proxy that has forgotten it. */
  silence(): void {
    for (const connection of this.open) connection.isSilent = true;
  }

  /** The received frames of one action. */
  of<Action extends ClientFrame['action']>(action: Action): ClientFrameOf<Action>[] {
    return this.received.filter((frame): frame is ClientFrameOf<Action> => frame.action === action);
  }

  #greet(connection: FakeConnection): void {
    if (this.welcome === 'open') connection.open();
    else if (this.welcome === 'fail') connection.close(1006);
    else if (this.welcome !== 'hang') connection.close(1006, this.welcome);
  }

  #handle(text: string, connection: FakeConnection): void {
    const envelope = openEnvelope(text);
    if (actionIn(envelope).includes('.')) {
      connection.push({ ...this.answerCustom(envelope.frame ?? {}), ...envelope.correlation });
      return;
    }
    const frame = parseClientFrame(text);
    this.received.push(frame);
    const response = this.answer(frame);
    if (response !== undefined) {
      if (response !== null) connection.push({ ...response, ...envelope.correlation });
      return;
    }
    try {
      this.#reply(frame, connection);
    } catch (error) {
      connection.push(errorFrame(error, envelope.correlation));
    }
  }

  #reply(frame: ClientFrame, connection: FakeConnection): void {
    const { requestId } = frame;
    const ids = requestId === undefined ? {} : { requestId };
    switch (frame.action) {
      case 'joinRoom': {
        const room = this.room(frame.room);
        connection.rooms.add(room.name);
        const page = frame.after ? room.after(frame.after, 100) : room.newest();
        return connection.push({ type: 'joined', ...ids, ...page });
      }
      case 'listMessages': {
        const room = this.room(frame.room);
        const limit = frame.limit ?? 50;
        const page = frame.after
          ? room.after(frame.after, limit)
          : room.before(frame.before ?? { epoch: room.epoch, seq: room.head + 1 }, limit);
        return connection.push({ type: 'page', ...ids, ...page });
      }
      case 'leaveRoom':
        connection.rooms.delete(frame.room);
        return connection.push({ type: 'left', ...ids, room: frame.room });
      case 'ping': {
        const rooms = [...connection.rooms];
        const heads = Object.fromEntries(
          rooms.map((name) => [name, { epoch: this.room(name).epoch, seq: this.room(name).head }]),
        );
        return connection.push({ type: 'pong', ...ids, heads, rooms });
      }
      case 'sendMessage':
      case 'announce':
        return this.#take(frame, connection);
      default:
        return connection.push({ type: 'done', ...ids, action: frame.action });
    }
  }

  #take(frame: ClientFrameOf<'sendMessage' | 'announce'>, connection: FakeConnection): void {
    const name = ('room' in frame ? frame.room : undefined) ?? 'lobby';
    const room = this.room(name);
    const earlier = room.find(frame.clientMessageId);
    const entry = earlier ?? room.put(frame.text, ADA, frame.clientMessageId);
    const { seq, id, sentAt } = entry;
    const own = frame.clientMessageId === undefined ? {} : { clientMessageId: frame.clientMessageId };
    const duplicate = earlier !== undefined;
    const isEcho = this.ignoresEcho || !('echo' in frame) || frame.echo !== false;
    const ack = { room: name, epoch: room.epoch, seq, id, sentAt, duplicate, ...own };
    connection.push({ type: 'ack', ...ack, ...(!isEcho && { entry }) });
    this.push(name, [seq], isEcho ? undefined : connection);
  }
}
