import {
  erased,
  listRooms,
  messages,
  read,
  type EventFrame,
  type WireEntry,
} from '@serverless-ws/chat-protocol';
import type { RoomClient } from '../room-client.js';
import { directName } from '../log/address.js';
import type { Cursor } from '../log/room-log.js';
import { FollowedRoom, type ListedRoom, type RoomSummary } from './followed-room.js';
import { ComputedView, oneFor, type View } from './view.js';

/** Milliseconds between two lists at least. */
const PAUSE = 2_000;
/** Rooms that one request lists: the server's maximum. */
const PAGE = 100;

interface Listed extends ListedRoom {
  readonly room: string;
  readonly with?: string;
  readonly name?: string;
}

/** A room of the list, and what is unread in it. */
interface Row {
  readonly listed: Listed;
  readonly state: FollowedRoom;
}

/** The rooms of a user, and what is unread in them and in other rooms that the client is in. */
export class RoomList implements View<readonly RoomSummary[]> {
  readonly #client: RoomClient;
  readonly #view = new ComputedView<readonly RoomSummary[]>(() => this.#look());
  /** By the names of this client, in the order of the server. */
  #rows = new Map<string, Row>();
  readonly #others = new Map<string, FollowedRoom>();
  #isReading = false;
  #isOutdated = false;
  #cancel: (() => void) | null = null;

  constructor(client: RoomClient) {
    this.#client = client;
    client.on('message', ({ room, epoch, entry }) => this.#count(room, epoch, entry));
    client.on(messages, (frame) => this.#pushed(frame));
    client.on(read, ({ room, epoch, seq, sender }) => {
      const isOwn = sender.id === client.user.userId;
      if (isOwn && !this.read(this.#nameOf(room), { epoch, seq })) this.refresh();
    });
    client.on(erased, ({ room, userId }) => this.#erase(room, userId));
    client.on('state', ({ status }) => {
      if (status === 'online') this.refresh();
      if (status === 'closed') this.#cancel?.();
    });
    this.refresh();
  }

  get current(): readonly RoomSummary[] {
    return this.#view.current;
  }

  get subscribe(): View<readonly RoomSummary[]>['subscribe'] {
    return this.#view.subscribe;
  }

  /** How many messages of others are unread in a room. */
  unread(name: string): number {
    return (this.#rows.get(name)?.state ?? this.#others.get(name))?.unread ?? 0;
  }

  /**
   * The user has read a room up to a position.
   * @returns whether what is unread is known; else the server has to count again, once it knows of the mark
   */
  read(name: string, upTo: Cursor): boolean {
    const isKnown = this.#stateOf(name).read(upTo);
    this.#view.changed();
    return isKnown;
  }

  /** Asks the server again, at most every two seconds. */
  refresh(): void {
    this.#isOutdated = true;
    if (this.#isReading || this.#cancel !== null || this.#client.state.status !== 'online') return;
    this.#cancel = this.#client.timers.after(PAUSE, () => {
      this.#cancel = null;
      if (this.#isOutdated) this.refresh();
    });
    void this.#read();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    this.#isOutdated = false;
    try {
      this.#take(await this.#pages());
    } catch {
      // Offline, most likely: the next connection lists again.
    }
    this.#isReading = false;
    if (this.#isOutdated) this.refresh();
  }

  async #pages(): Promise<readonly Listed[]> {
    const all: Listed[] = [];
    let after: string | undefined;
    do {
      const page = await this.#client.request(listRooms, {
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      all.push(...page.rooms);
      after = page.next;
    } while (after !== undefined);
    return all;
  }

  #take(all: readonly Listed[]): void {
    const rows = new Map<string, Row>();
    for (const listed of all) {
      const name = listed.with === undefined ? listed.room : directName(listed.with);
      const state = this.#stateOf(name);
      state.list(listed);
      rows.set(name, { listed, state });
      this.#others.delete(name);
    }
    this.#rows = rows;
    this.#view.changed();
  }

  /** Direct rooms are pushed to every client of their users: also those that this client has not opened, or does not know. */
  #pushed({ room, epoch, messages: entries }: EventFrame<typeof messages>): void {
    const isOpened = this.#client.roomOf({ room }) !== room;
    if (!room.startsWith('dm.') || isOpened) return;
    const name = this.#nameOf(room);
    if (name === room) return this.refresh();
    for (const entry of entries) if ('kind' in entry) this.#count(name, epoch, entry);
  }

  /** A direct room with a user who was erased is in no list any more. */
  #erase(room: string, userId: string): void {
    for (const [name, { listed }] of this.#rows)
      if (listed.room === room && listed.with === userId) this.#rows.delete(name);
    this.#view.changed();
  }

  #count(room: string, epoch: string, { kind, seq, sender }: WireEntry): void {
    const isMessage = kind === 'message' || kind === 'announcement';
    if (!isMessage || sender.id === this.#client.user.userId) return;
    this.#stateOf(room).count({ epoch, seq });
    this.#view.changed();
  }

  #stateOf(name: string): FollowedRoom {
    const state = this.#rows.get(name)?.state ?? this.#others.get(name) ?? new FollowedRoom();
    if (!this.#rows.has(name)) this.#others.set(name, state);
    return state;
  }

  /** The name, in this client, of a room on the wire. */
  #nameOf(room: string): string {
    const [name] = [...this.#rows].find(([, { listed }]) => listed.room === room) ?? [];
    return name ?? this.#client.roomOf({ room });
  }

  #look(): readonly RoomSummary[] {
    return [...this.#rows].map(([name, { listed, state }]) =>
      Object.freeze({ name, with: listed.with, title: listed.name, unread: state.unread }),
    );
  }
}

/** The list of a client's user; the same one each time. */
export const roomListOf = /* @__PURE__ */ oneFor((client: RoomClient) => new RoomList(client));

/**
 * The rooms that the user follows, direct ones too, with what is unread in each: listed after each connection, and counted on
 * by what arrives.
 */
export function rooms(client: RoomClient): View<readonly RoomSummary[]> {
  return roomListOf(client);
}
