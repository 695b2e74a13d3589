import { signal, signalled } from '@serverless-ws/chat-protocol';
import { addressOf } from '../log/address.js';
import type { Room } from '../room.js';
import type { User } from './line.js';
import { ComputedView, oneFor, type View } from './view.js';

/** Who is typing in a room, and the same of this user. */
export interface Typing extends View<readonly User[]> {
  /** The user has typed: tells the others, at most every ten seconds. */
  keystroke(): void;
  /** The user has cleared the text, or gone away. A message that is sent ends it by itself. */
  stop(): void;
}

/** Milliseconds between two signals of one user who goes on typing, and how long one is shown: PROTOCOL.md. */
const REPEAT = 10_000;
const SHOWN = 12_000;

/** The {@link Typing} of a room; the same one each time. Signals are best effort, and are stored nowhere. */
export const typing = /* @__PURE__ */ oneFor((room: Room): Typing => new RoomTyping(room));

interface Shown {
  readonly user: User;
  readonly cancel: () => void;
}

class RoomTyping implements Typing {
  readonly #room: Room;
  readonly #view = new ComputedView<readonly User[]>(() => [...this.#shown.values()].map(({ user }) => user));
  readonly #shown = new Map<string, Shown>();
  /** When the next signal may go, by `elapsed` of the timers. */
  #nextAt = -Infinity;

  constructor(room: Room) {
    this.#room = room;
    const { client, name } = room;
    client.on(signalled, (received) => {
      const isHere = client.roomOf(received) === name && received.event === 'typing';
      if (!isHere || received.sender.id === client.user.userId) return;
      if (received.data === true) this.#show(received.sender);
      else this.#hide(received.sender.id);
    });
    client.on('message', ({ room: other, entry }) => {
      if (other !== name) return;
      this.#hide(entry.sender.id);
      if (entry.sender.id === client.user.userId) this.#nextAt = -Infinity;
    });
  }

  get current(): readonly User[] {
    return this.#view.current;
  }

  get subscribe(): View<readonly User[]>['subscribe'] {
    return this.#view.subscribe;
  }

  keystroke(): void {
    const now = this.#room.client.timers.elapsed();
    if (now < this.#nextAt) return;
    this.#nextAt = now + REPEAT;
    this.#signal(true);
  }

  stop(): void {
    if (this.#nextAt === -Infinity) return;
    this.#nextAt = -Infinity;
    this.#signal(false);
  }

  #signal(data: boolean): void {
    this.#room.client.tell(signal, { ...addressOf(this.#room.name), event: 'typing', data });
  }

  #show(user: User): void {
    this.#shown.get(user.id)?.cancel();
    const cancel = this.#room.client.timers.after(SHOWN, () => this.#hide(user.id));
    this.#shown.set(user.id, { user, cancel });
    this.#view.changed();
  }

  #hide(userId: string): void {
    this.#shown.get(userId)?.cancel();
    if (this.#shown.delete(userId)) this.#view.changed();
  }
}
