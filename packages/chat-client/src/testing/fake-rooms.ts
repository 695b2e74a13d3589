import { FakeRoom } from './fake-room.js';

/** The rooms of the fake server, each made when it is first named. */
export class FakeRooms {
  readonly #rooms = new Map<string, FakeRoom>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  room(name = 'lobby'): FakeRoom {
    return this.#named(name);
  }

  /** The direct room of the client's user and another. */
  direct(userId: string): FakeRoom {
    return this.#named(`dm.${userId}`, userId);
  }

  /** The room that a frame is about. */
  at(frame: { readonly room?: string; readonly with?: string | undefined }): FakeRoom {
    return frame.with === undefined ? this.room(frame.room) : this.direct(frame.with);
  }

  get directs(): readonly FakeRoom[] {
    return [...this.#rooms.values()].filter(({ peer }) => peer !== undefined);
  }

  #named(name: string, peer?: string): FakeRoom {
    const room = this.#rooms.get(name) ?? new FakeRoom(name, this.#now, peer);
    this.#rooms.set(name, room);
    return room;
  }
}
