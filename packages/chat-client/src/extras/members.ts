import { presence, who } from '@serverless-ws/chat-protocol';
import type { Room } from '../room.js';
import type { User } from './line.js';
import { ComputedView, oneFor, type View } from './view.js';

/** Who is in a room, as far as is known now. */
export interface Members {
  /** By name; 100 at most, or more where they were seen to come. */
  readonly users: readonly User[];
  /** How many there are; a lower bound if there are `more`. */
  readonly count: number;
  readonly more: boolean;
}

/** How often the server is asked, in milliseconds: a random time between; PROTOCOL.md. */
const LEAST_PAUSE = 60_000;
const PAUSE_JITTER = 30_000;
/** How long after a hint of a leave a user is still shown: a reconnect is no leave. */
const PATIENCE = 15_000;
/** The longest random wait before the server is asked because hints have ended, or begin again. */
const HINT_JITTER = 5_000;

/**
 * The {@link Members} of a room; the same view each time. The server is asked while there is a subscriber, and hints of the
 * server are shown between.
 */
export const members = /* @__PURE__ */ oneFor((room: Room): View<Members> => new RoomMembers(room));

class RoomMembers implements View<Members> {
  readonly #room: Room;
  readonly #view = new ComputedView<Members>(() => this.#look());
  readonly #users = new Map<string, User>();
  /** The end of the wait of those who have left, by user. */
  readonly #leaving = new Map<string, () => void>();
  /** The server's time of what is known of a user: an older hint comes late. */
  readonly #knownAt = new Map<string, number>();
  #unnamed = 0;
  #more = false;
  /** Whether the room has outgrown hints. */
  #isOff = false;
  #subscribers = 0;
  #cancel: () => void = () => undefined;

  constructor(room: Room) {
    this.#room = room;
    const { client, name } = room;
    client.on(presence, (hint) => {
      if (hint.room !== name) return;
      if (hint.off === true || this.#isOff) this.#askSoon();
      this.#isOff = hint.off === true;
      for (const user of hint.joined) this.#join(user, hint.sentAt);
      for (const { id } of hint.left) this.#leave(id, hint.sentAt);
    });
    client.on('state', ({ status }) => {
      if (status === 'online') this.#ask();
    });
  }

  get current(): Members {
    return this.#view.current;
  }

  subscribe(changed: () => void): () => void {
    const stop = this.#view.subscribe(changed);
    this.#subscribers += 1;
    if (this.#subscribers === 1) this.#ask();
    let isOver = false;
    return () => {
      stop();
      if (isOver) return;
      isOver = true;
      this.#subscribers -= 1;
      if (this.#subscribers === 0) this.#cancel();
    };
  }

  /** Asks now, and again as long as there is a subscriber. */
  #ask(): void {
    this.#askAfter(LEAST_PAUSE + this.#room.client.random() * PAUSE_JITTER);
    if (this.#subscribers > 0) void this.#read();
  }

  /** All clients of the room learn at once that hints end or begin: they do not ask at once. */
  #askSoon(): void {
    this.#askAfter(this.#room.client.random() * HINT_JITTER);
  }

  #askAfter(ms: number): void {
    this.#cancel();
    if (this.#subscribers > 0) this.#cancel = this.#room.client.timers.after(ms, () => this.#ask());
  }

  async #read(): Promise<void> {
    const { client, name } = this.#room;
    await this.#room.join().catch(() => undefined);
    const answer = await client.request(who, { room: name }).catch(() => null);
    if (answer === null) return;
    const { users, count, more, sentAt } = answer;
    this.#more = more;
    this.#unnamed = count - users.length;
    const there = new Set(users.map(({ id }) => id));
    for (const user of users) this.#join(user, sentAt);
    for (const id of this.#users.keys()) if (!there.has(id) && !more) this.#remove(id, sentAt);
    this.#view.changed();
  }

  #join(user: User, at: number): void {
    if (at < (this.#knownAt.get(user.id) ?? 0)) return;
    this.#knownAt.set(user.id, at);
    this.#leaving.get(user.id)?.();
    this.#leaving.delete(user.id);
    this.#users.set(user.id, user);
    this.#view.changed();
  }

  /** A hint of a leave: the user may be about to reconnect. */
  #leave(id: string, at: number): void {
    if (at < (this.#knownAt.get(id) ?? 0) || !this.#users.has(id) || this.#leaving.has(id)) return;
    this.#knownAt.set(id, at);
    this.#leaving.set(
      id,
      this.#room.client.timers.after(PATIENCE, () => this.#remove(id, at)),
    );
  }

  #remove(id: string, at: number): void {
    if (at < (this.#knownAt.get(id) ?? 0)) return;
    this.#knownAt.set(id, at);
    this.#leaving.get(id)?.();
    this.#leaving.delete(id);
    this.#users.delete(id);
    this.#view.changed();
  }

  #look(): Members {
    const byName = (a: User, b: User) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
    const users = Object.freeze([...this.#users.values()].sort(byName));
    return { users, count: users.length + this.#unnamed, more: this.#more };
  }
}
