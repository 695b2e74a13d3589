import { LOBBY } from '@serverless-ws/chat-protocol';
import type { CoreFrame, CoreFrameOf } from '../connection/core-frame.js';
import type { Session } from '../connection/session.js';
import { isAboutSession, RequestError, requestError } from '../request-error.js';
import { directName, peerOf } from './address.js';
import type { Cursor } from './room-log.js';
import { SyncedRoom, type SyncedRoomDependencies } from './synced-room.js';

/** How many sessions the server may end because of a frame while a room is joined, before that counts as the reason. */
const STRIKES = 5;

/** How many rooms are joined side by side at most. */
const LANES = 4;

/** Rooms a lane: another one may be the first to call a further container of a function, which takes as long as a few joins. */
const ROOMS_PER_LANE = 4;

/** Milliseconds to wait at least before a join that the server has postponed. */
const LEAST_WAIT = 1_000;

/** What {@link Rooms} needs. */
export interface RoomsDependencies extends Omit<SyncedRoomDependencies, 'listener'> {
  readonly listenerOf: (room: string) => SyncedRoomDependencies['listener'];
  /** The server rejects the join for good; the room was dropped. `removed`: after it took the client out. */
  readonly onRefused: (room: string, error: RequestError, removed: boolean) => void;
}

/** The rooms that this client should be in. */
export class Rooms {
  readonly #dependencies: RoomsDependencies;
  readonly #rooms = new Map<string, SyncedRoom>();
  /** The names of direct rooms in this client, by those on the wire: those that were asked for. */
  readonly #directs = new Map<string, string>();

  constructor(dependencies: RoomsDependencies) {
    this.#dependencies = dependencies;
  }

  get(name: string): SyncedRoom | null {
    return this.#rooms.get(name) ?? null;
  }

  /**
   * Adds a room; `after`: where to continue, if it is new; `follow`: whether to put it among those of the user.
   * @returns resolves when the room was first joined; rejects when the server rejects the join for good
   */
  want(name: string, after: Cursor | null, follow = false): Promise<void> {
    const { listenerOf, ...rest } = this.#dependencies;
    const room =
      this.#rooms.get(name) ?? new SyncedRoom(name, after, { ...rest, listener: listenerOf(name) });
    room.follows ||= follow;
    this.#rooms.set(name, room);
    return room.joined.promise;
  }

  /** The users of the direct rooms. */
  get peers(): readonly string[] {
    return [...this.#rooms.keys()].map(peerOf).filter((peer) => peer !== null);
  }

  /** The name in this client of a room on the wire. */
  nameOf(room: string): string {
    return this.#directs.get(room) ?? room;
  }

  /** A frame with the name that its room has in this client. Learns those of direct rooms from the responses. */
  named<Frame extends CoreFrame>(frame: Frame): Frame {
    if (!('room' in frame && frame.room)) return frame;
    const { room } = frame;
    if ('with' in frame && frame.with) this.#directs.set(room, directName(frame.with));
    return { ...frame, room: this.nameOf(room) };
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
    const begun = new Set<string>();
    const joinOthers = async () => {
      // Comes to rooms too that are added while it waits.
      for (const name of this.#rooms.keys()) {
        if (begun.has(name)) continue;
        begun.add(name);
        await this.join(name, session);
      }
    };
    // One by one where a frame has ended a session: the next end tells which room it was.
    const isSuspect = [...this.#rooms.values()].some(({ strikes }) => strikes > 0);
    const lanes = isSuspect ? 1 : Math.min(LANES, Math.ceil(this.#rooms.size / ROOMS_PER_LANE));
    await Promise.all(Array.from({ length: lanes }, joinOthers));
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
      const isLeft = !this.#rooms.has(name) && peerOf(name) === null;
      if (isLeft) session.send({ action: 'leaveRoom', room: name });
    } catch (error) {
      this.#failed(room, session, requestError(error));
    }
  }

  /** @throws the error, if it is a temporary one of the session */
  #failed(room: SyncedRoom, session: Session, error: RequestError): void {
    if (this.#rooms.get(room.name) !== room) return;
    if (session.endedForCause) room.strikes += 1;
    const isPoison = room.strikes >= STRIKES;
    const { retryable, retryAfterMs } = error;
    // No other room has to wait for this one.
    const isPostponed = retryable && retryAfterMs !== undefined && room.name !== LOBBY;
    if (isPostponed) return room.joinLater(Math.max(LEAST_WAIT, retryAfterMs), session);
    if (!isPoison && (retryable || isAboutSession(error))) throw error;
    const code = isPoison ? 'undeliverable' : (room.removal ?? error.code);
    const why = new RequestError(code, error.message);
    this.drop(room.name, why);
    this.#dependencies.onRefused(room.name, why, room.removal !== null);
  }

  /** This session is in use: resolves the promises that wait for rooms joined on it. */
  confirm(session: Session): void {
    for (const room of this.#rooms.values()) if (room.isJoinedOn(session)) room.joined.resolve();
  }

  /** Passes a frame to its room; those about other rooms are dropped. */
  receive(frame: CoreFrame, session: Session): void {
    if (frame.type === 'pong') this.#compare(frame, session);
    const room = 'room' in frame ? this.#rooms.get(frame.room) : undefined;
    if (room === undefined) return;
    if (frame.type === 'messages') room.receive(frame);
    if (frame.type === 'ack') room.reaches(frame);
    // A removal may be about an earlier membership: where the next join is accepted, nothing has happened.
    if (frame.type === 'removed') room.lose(session, frame.reason);
    // Of a leave before the room was joined again, which it may have overtaken.
    if (frame.type === 'left') room.lose(session);
  }

  /** Learns from a pong how far the rooms have come, whether in another epoch, and where this session no longer is. */
  #compare({ heads, rooms, direct = {} }: CoreFrameOf<'pong'>, session: Session): void {
    const headOf = new Map(Object.entries(heads));
    for (const [userId, head] of Object.entries(direct)) headOf.set(directName(userId), head);
    for (const room of [...this.#rooms.values()]) {
      if (!room.isJoinedOn(session)) continue;
      const isThere = peerOf(room.name) !== null || rooms.includes(room.name);
      const isIn = isThere && room.reaches(headOf.get(room.name));
      if (!isIn) room.lose(session);
    }
  }

  /** Drops all rooms. */
  close(error: RequestError): void {
    for (const name of [...this.#rooms.keys()]) this.drop(name, error);
  }
}
