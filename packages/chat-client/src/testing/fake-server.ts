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
import { fakeChange } from './fake-change.js';
import { FakeConnection } from './fake-connection.js';
import { FakeFollowings } from './fake-followings.js';
import type { FakeRoom } from './fake-room.js';
import { FakeRooms } from './fake-rooms.js';
import { postingOf } from './posting-of.js';

const ADA = { id: 'ada', name: 'Ada' };
const BOB = { id: 'bob', name: 'Bob' };

/** How a message is sent by another user. */
interface Saying {
  readonly room?: string;
  readonly with?: string;
  readonly lost?: boolean;
  readonly replyTo?: { readonly seq: number; readonly id: string };
  readonly mentions?: string[];
}

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
  /** The users whom `who` names, in every room. */
  members = [ADA];
  readonly #rooms: FakeRooms;
  readonly #followings = new FakeFollowings();

  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#rooms = new FakeRooms(now);
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

  room(name?: string): FakeRoom {
    return this.#rooms.room(name);
  }

  /** The direct room of the client's user and another. */
  direct(userId: string): FakeRoom {
    return this.#rooms.direct(userId);
  }

  /** Bob sends a message, or, in the direct room with them, the user `with`. With `lost`, it is not pushed. */
  say(text: string, { room = 'lobby', with: peer = '', lost = false, ...beside }: Saying = {}) {
    const place = peer === '' ? this.room(room) : this.direct(peer);
    const sender = peer === '' ? BOB : { id: peer, name: peer };
    const entry = place.put(text, sender, undefined, beside);
    if (!lost) this.push(place.name, [entry.seq]);
    return entry;
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
      const isThere = connection.rooms.has(room) || room.startsWith('dm.');
      if (isThere && connection !== except) connection.push(frame);
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
        const room = this.#rooms.at(frame);
        connection.rooms.add(room.name);
        if (frame.follow === true) this.#followings.follow(room);
        const page = frame.after ? room.after(frame.after, 100) : room.newest();
        return connection.push({ type: 'joined', ...ids, ...page });
      }
      case 'listMessages':
        return connection.push({ type: 'page', ...ids, ...this.#rooms.at(frame).pageOf(frame) });
      case 'leaveRoom':
        connection.rooms.delete(frame.room);
        return connection.push({ type: 'left', ...ids, room: frame.room });
      case 'ping': {
        const rooms = [...connection.rooms];
        const heads = Object.fromEntries(rooms.map((name) => [name, headOf(this.room(name))]));
        const direct =
          frame.with && Object.fromEntries(frame.with.map((id) => [id, headOf(this.direct(id))]));
        return connection.push({ type: 'pong', ...ids, heads, rooms, ...(direct && { direct }) });
      }
      case 'sendMessage':
      case 'announce':
        return this.#take(frame, connection);
      case 'editMessage':
      case 'react':
      case 'deleteMessage':
        return this.#change(frame, ids, connection);
      case 'who':
      case 'signal':
      case 'listRooms':
      case 'markRead':
        return this.#tellOf(frame, ids, connection);
      default:
        return connection.push({ type: 'done', ...ids, action: frame.action });
    }
  }

  #tellOf(
    frame: ClientFrameOf<'who' | 'signal' | 'listRooms' | 'markRead'>,
    ids: { readonly requestId?: string },
    connection: FakeConnection,
  ): void {
    if (frame.action === 'who') {
      const { members: users } = this;
      const list = {
        room: frame.room ?? 'lobby',
        users,
        count: users.length,
        more: false,
        sentAt: this.#now(),
      };
      return connection.push({ type: 'members', ...ids, ...list });
    }
    if (frame.action === 'listRooms') {
      return connection.push({ type: 'rooms', ...ids, rooms: this.#followings.list(this.#rooms.directs) });
    }
    if (frame.action === 'markRead' && !this.#followings.read(this.#rooms.at(frame), frame.upTo))
      return connection.push({ ...refusal('invalid_cursor'), ...ids });
    if (frame.action === 'markRead' || ids.requestId !== undefined)
      connection.push({ type: 'done', ...ids, action: frame.action });
  }

  #change(
    frame: ClientFrameOf<'editMessage' | 'react' | 'deleteMessage'>,
    ids: { readonly requestId?: string },
    connection: FakeConnection,
  ): void {
    const room = this.#rooms.at(frame);
    const earlier = 'clientMessageId' in frame ? room.find(frame.clientMessageId) : undefined;
    const entry = earlier ?? fakeChange(frame, room);
    if (entry === null) return connection.push({ ...refusal('message_not_found'), ...ids });
    if (frame.action === 'deleteMessage') connection.push({ type: 'done', ...ids, action: frame.action });
    else connection.push({ ...room.ackOf(entry, earlier !== undefined), ...ids });
    this.push(room.name, [entry.seq]);
  }

  #take(frame: ClientFrameOf<'sendMessage' | 'announce'>, connection: FakeConnection): void {
    const { at, beside } = postingOf(frame);
    const room = this.#rooms.at(at);
    const earlier = room.find(frame.clientMessageId);
    const entry = earlier ?? room.put(frame.text, ADA, frame.clientMessageId, beside);
    const own = frame.clientMessageId === undefined ? {} : { clientMessageId: frame.clientMessageId };
    const isEcho = this.ignoresEcho || !('echo' in frame) || frame.echo !== false;
    const ack = room.ackOf(entry, earlier !== undefined);
    connection.push({ ...ack, ...own, ...(!isEcho && { entry }) });
    this.push(room.name, [entry.seq], isEcho ? undefined : connection);
  }
}

function headOf({ epoch, head: seq }: FakeRoom) {
  return { epoch, seq };
}

function refusal(code: string) {
  return { type: 'error', code, message: 'No.', retryable: false } as const;
}
