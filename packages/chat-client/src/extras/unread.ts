import { markRead } from '@serverless-ws/chat-protocol';
import { addressOf } from '../log/address.js';
import type { Cursor } from '../log/room-log.js';
import type { Room } from '../room.js';
import { persistently } from './persistently.js';
import { roomListOf, type RoomList } from './rooms.js';
import { oneFor, type View } from './view.js';

/** How many messages of others the user has not read in a room. */
export interface Unread extends View<number> {
  /**
   * The user has read up to a position; when absent, all that was shown. Puts the room among those of the user. Resolves
   * when the server knows; of several calls within two seconds it is told the last one alone.
   * @throws RequestError `closed`, or the server's error
   */
  markRead(upTo?: Cursor): Promise<void>;
}

/** Milliseconds between two marks at least: PROTOCOL.md. */
const PAUSE = 2_000;

/** The {@link Unread} of a room; the same one each time. */
export const unread = /* @__PURE__ */ oneFor((room: Room): Unread => new RoomUnread(room));

class RoomUnread implements Unread {
  readonly #room: Room;
  readonly #list: RoomList;
  #mark: Cursor | null = null;
  #marking: Promise<void> | null = null;
  /** When the next mark may go, by `elapsed` of the timers. */
  #nextAt = -Infinity;

  constructor(room: Room) {
    this.#room = room;
    this.#list = roomListOf(room.client);
  }

  get current(): number {
    return this.#list.unread(this.#room.name);
  }

  subscribe(changed: () => void): () => void {
    return this.#list.subscribe(changed);
  }

  markRead(upTo: Cursor | null = this.#room.client.cursor(this.#room.name)): Promise<void> {
    if (upTo === null || isMarked(this.#mark, upTo)) return this.#marking ?? Promise.resolve();
    const isUnderWay = this.#marking !== null;
    this.#mark = upTo;
    this.#list.read(this.#room.name, upTo);
    if (!isUnderWay) this.#marking = this.#tell().finally(() => (this.#marking = null));
    return this.#marking ?? Promise.resolve();
  }

  async #tell(): Promise<void> {
    const { client, name } = this.#room;
    let told: Cursor | null = null;
    while (this.#mark !== null && this.#mark !== told) {
      await this.#pause();
      const upTo: Cursor = this.#mark;
      await persistently(client, () => client.request(markRead, { ...addressOf(name), upTo }));
      told = upTo;
      this.#nextAt = client.timers.elapsed() + PAUSE;
    }
  }

  async #pause(): Promise<void> {
    const { timers } = this.#room.client;
    const ms = this.#nextAt - timers.elapsed();
    if (ms > 0) await new Promise<void>((resolve) => timers.after(ms, resolve));
  }
}

function isMarked(mark: Cursor | null, { epoch, seq }: Cursor): boolean {
  return mark?.epoch === epoch && mark.seq >= seq;
}
