import { RequestError, type ConnectionState, type OutboxMessage } from '@serverless-ws/chat-client';
import { LOBBY, type WireEntry } from '@serverless-ws/chat-protocol';
import { Drafts } from '../composer/drafts.js';
import { RoomState, type RoomSummary, type RoomView } from '../rooms/room-state.js';
import type { ChatConnection } from './chat-connection.js';

/** All that the page shows, at one moment. */
export interface ChatView {
  readonly state: ConnectionState;
  readonly rooms: readonly RoomSummary[];
  readonly room: RoomView;
  readonly outbox: readonly OutboxMessage[];
  /** A notice to the user, until they close it. */
  readonly notice: string | null;
}

/** Milliseconds in which changes are rendered together: a flood of messages costs one render a frame. */
const FRAME = 16;

/** Positions of the log that one request reads: the server's maximum. */
const PAGE = 100;

/** The state of the chat in one tab, fed by a `ChatClient`. React reads it as an external store. */
export class ChatStore {
  readonly drafts = new Drafts();
  readonly #rooms = new Map<string, RoomState>([[LOBBY, new RoomState(LOBBY)]]);
  readonly #listeners = new Set<() => void>();
  readonly #arrived = new Map<string, WireEntry[]>();
  #active = LOBBY;
  #isSeen = true;
  #notice: string | null = null;
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #view: ChatView;

  readonly #client: ChatConnection;
  readonly #userId: string;
  readonly #onRooms: (rooms: readonly string[]) => void;

  /**
   * @param client - not connected yet
   * @param userId - of the user: their own messages are never unread
   * @param onRooms - called with the rooms besides the lobby when they change
   */
  constructor(
    client: ChatConnection,
    userId: string,
    onRooms: (rooms: readonly string[]) => void = () => undefined,
  ) {
    this.#client = client;
    this.#userId = userId;
    this.#onRooms = onRooms;

    this.#view = this.#look();
    client.on('message', ({ room, entry }) => this.#arrive(room, entry));
    client.on('reset', ({ room }) => this.#reset(room));
    client.on('refused', ({ room, error }) => this.#forget(room, error.message));
    client.on('outbox', () => this.#draw());
    client.on('state', (state) => {
      if (state.status === 'online') this.#readUnread();
      this.#draw();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): ChatView => this.#view;

  /** Connects, in the lobby and in `rooms`. */
  open(rooms: readonly string[]): void {
    for (const room of rooms) void this.join(room, { select: false });
    this.#client.connect();
  }

  /** Sends a message to the shown room. Its delivery status shows in the list. */
  send(text: string): void {
    void this.#client.send(text, { room: this.#active });
  }

  retry(clientMessageId: string): void {
    this.#client.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#client.discard(clientMessageId);
  }

  /** Joins a room and shows it; a failure shows in a notice. */
  async join(name: string, { select = true } = {}): Promise<void> {
    const isNew = !this.#rooms.has(name);
    if (isNew) this.#rooms.set(name, new RoomState(name));
    if (select) this.select(name);
    if (!isNew) return;
    this.#keepRooms();
    try {
      await this.#client.join(name);
      await this.readPast(name);
    } catch (error) {
      this.#forget(name, reasonOf(error));
    }
  }

  /** Leaves a room; the lobby cannot be left. */
  leave(name: string): void {
    if (name === LOBBY) return;
    this.drafts.keep(name, '');
    this.#forget(name, null);
    void this.#client.leave(name);
  }

  /** Shows a room. */
  select(name: string): void {
    const room = this.#rooms.get(name);
    if (room === undefined) return;
    if (this.#isSeen) room.read();
    this.#active = name;
    this.#draw();
  }

  /** Whether the page is in view: while it is not, messages of the shown room are unread, too. */
  see(isSeen: boolean): void {
    this.#takeArrived();
    this.#isSeen = isSeen;
    if (isSeen) this.#rooms.get(this.#active)?.read();
    this.#draw();
  }

  closeNotice(): void {
    this.#notice = null;
    this.#draw();
  }

  /** Reads more of the past, if there is more and no read is under way: pages until there is something to show. */
  async readPast(name: string = this.#active): Promise<void> {
    const room = this.#rooms.get(name);
    if (room === undefined || room.past === 'loading' || room.past === 'all') return;
    room.past = 'loading';
    this.#draw();
    try {
      // Two lines at least: the topmost one waits for what is above it.
      for (let found = 0; found < 2 && room.past === 'loading';) found += await this.#readPage(room);
      if (room.past === 'loading') room.past = 'more';
    } catch {
      // Most likely offline: read again when the user scrolls there, or when the client is online.
      room.past = 'failed';
    }
    this.#draw();
  }

  /** Prepends one page of the past, and returns how many lines that were. */
  async #readPage(room: RoomState): Promise<number> {
    const page = await this.#client.history(room.name, {
      limit: PAGE,
      ...(room.before && { before: room.before }),
    });
    this.#takeArrived();
    const found = room.timeline.prepend(page.entries);
    room.prepended += found;
    if (page.before === null) room.past = 'all';
    else room.before = page.before;
    return found;
  }

  /** Ends the connection, for good. */
  close(): void {
    clearTimeout(this.#drawing);
    this.#client.close();
    this.#listeners.clear();
  }

  #arrive(room: string, entry: WireEntry): void {
    const waiting = this.#arrived.get(room) ?? [];
    waiting.push(entry);
    this.#arrived.set(room, waiting);
    this.#draw();
  }

  #takeArrived(): void {
    for (const [name, entries] of this.#arrived) {
      const room = this.#rooms.get(name);
      room?.timeline.append(entries);
      if (name !== this.#active || !this.#isSeen) room?.miss(entries, this.#userId);
    }
    this.#arrived.clear();
  }

  #reset(name: string): void {
    this.#arrived.delete(name);
    // A new object: a page that is being read for the old one is dropped.
    this.#rooms.set(name, new RoomState(name, this.#rooms.get(name)));
    void this.readPast(name);
  }

  #readUnread(): void {
    for (const room of this.#rooms.values()) {
      if (room.past === 'unread' || room.past === 'failed') void this.readPast(room.name);
    }
  }

  #forget(name: string, notice: string | null): void {
    if (name === LOBBY || !this.#rooms.delete(name)) return;
    if (this.#active === name) this.select(LOBBY);
    this.#notice = notice === null ? this.#notice : `${name}: ${notice}`;
    this.#keepRooms();
    this.#draw();
  }

  #keepRooms(): void {
    this.#onRooms([...this.#rooms.keys()].filter((name) => name !== LOBBY));
  }

  #draw(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.#takeArrived();
      this.#view = this.#look();
      for (const listener of this.#listeners) listener();
    }, FRAME);
  }

  #look(): ChatView {
    const rooms = [...this.#rooms.values()].map(({ name, unread }) => ({ name, unread }));
    const active = this.#rooms.get(this.#active) ?? new RoomState(this.#active);
    const { name, past, prepended, timeline } = active;
    return {
      state: this.#client.state,
      rooms,
      room: { name, past, prepended, entries: timeline.entries },
      outbox: this.#client.pending,
      notice: this.#notice,
    };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof RequestError ? error.message : 'Joining failed.';
}
