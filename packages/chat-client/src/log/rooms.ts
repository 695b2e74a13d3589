import type { CoreFrame, CoreFrameOf } from '../connection/core-frame.js';
import type { Session } from '../connection/session.js';
import { isAboutSession, requestError, type RequestError } from '../request-error.js';
import type { Cursor } from './room-log.js';
import { Room, type RoomDependencies } from './room.js';

/** What {@link Rooms} needs. */
export interface RoomsDependencies extends Omit<RoomDependencies, 'listener'> {
  readonly listenerOf: (room: string) => RoomDependencies['listener'];
  /** The server rejects the join for good; the room was dropped. */
  readonly onRefused: (room: string, error: RequestError) => void;
}

/** The rooms that this client should be in. */
export class Rooms {
  readonly #dependencies: RoomsDependencies;
  readonly #rooms = new Map<string, Room>();

  constructor(dependencies: RoomsDependencies) {
    this.#dependencies = dependencies;
  }

  get(name: string): Room | null {
    return this.#rooms.get(name) ?? null;
  }

  /**
   * Adds a room; `after`: where to continue, if it is new.
   * @returns resolves when the room was first joined; rejects when the server rejects the join for good
   */
  want(name: string, after: Cursor | null): Promise<void> {
    const { listenerOf, ...rest } = this.#dependencies;
    const room = this.#rooms.get(name) ?? new Room(name, after, { ...rest, listener: listenerOf(name) });
    this.#rooms.set(name, room);
    return room.joined.promise;
  }

  /** Removes a room. */
  drop(name: string, error: RequestError): void {
    this.#rooms.get(name)?.stop(error);
    this.#rooms.delete(name);
  }

  isReady(name: string, session: Session): boolean {
    return this.#rooms.get(name)?.isJoinedOn(session) ?? false;
  }

  /**
   * Joins every room that this session has not joined, including those added meanwhile.
   * @throws RequestError a temporary one: the session should be given up
   */
  async joinAll(session: Session): Promise<void> {
    // Comes to rooms too that are added while it waits.
    for (const name of this.#rooms.keys()) await this.join(name, session);
  }

  /**
   * Joins one room; drops it when the server rejects the join for good.
   * @throws RequestError a temporary one: the session should be given up
   */
  async join(name: string, session: Session): Promise<void> {
    const room = this.#rooms.get(name);
    if (room === undefined || room.isJoinedOn(session)) return;
    try {
      await room.join(session);
      if (this.#rooms.get(room.name) !== room) session.send({ action: 'leaveRoom', room: room.name });
    } catch (error) {
      const reason = requestError(error);
      if (reason.retryable || isAboutSession(reason)) throw reason;
      this.drop(room.name, reason);
      this.#dependencies.onRefused(room.name, reason);
    }
  }

  /** This session is in use: resolves the promises that wait for rooms joined on it. */
  confirm(session: Session): void {
    for (const room of this.#rooms.values()) if (room.isJoinedOn(session)) room.joined.resolve();
  }

  /** Passes entries and acks to their room; frames about other rooms are dropped. */
  receive(frame: CoreFrame): void {
    if (frame.type === 'messages') this.#rooms.get(frame.room)?.receive(frame);
    if (frame.type === 'ack') this.#rooms.get(frame.room)?.reaches(frame);
  }

  /**
   * Learns from a pong how far the rooms have come.
   * @returns the rooms to join again: the server does not have this session in them, or their log has another epoch
   */
  lost({ heads, rooms }: CoreFrameOf<'pong'>, session: Session): readonly string[] {
    const headOf = new Map(Object.entries(heads));
    const lost = [...this.#rooms.values()].filter(
      (room) =>
        room.isJoinedOn(session) && !(rooms.includes(room.name) && room.reaches(headOf.get(room.name))),
    );
    for (const room of lost) room.forget(session);
    return lost.map(({ name }) => name);
  }

  /** Drops all rooms. */
  close(error: RequestError): void {
    for (const name of [...this.#rooms.keys()]) this.drop(name, error);
  }
}
