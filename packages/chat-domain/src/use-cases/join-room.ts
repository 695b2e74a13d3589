import { membershipEnd, membershipIn, type Connection } from '../model/connection.js';
import { ChatError } from '../model/chat-error.js';
import { LIMITS } from '../model/limits.js';
import { logCursor, type LogCursor } from '../model/log-cursor.js';
import type { RoomHead } from '../model/room-head.js';
import { LOBBY, roomName } from '../model/room-name.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { PresenceNotifier } from '../ports/presence-notifier.js';
import { authorizeOf, type AuthorizePorts, type Permission } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';
import { EnterRoom } from './guests/enter-room.js';
import type { LogPage } from './log/log-page.js';
import { logReaderOf, type LogReader } from './log/log-reader.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { roomHeadsOf, type RoomHeads } from './log/room-heads.js';
import { perPorts } from './per-ports.js';
import { followRoomOf, type FollowRoom, type FollowRoomPorts } from './rooms/follow-room.js';
import { roomOpenerOf, type RoomOpener, type RoomOpenerPorts } from './room-opener.js';

/** What {@link JoinRoom} needs. */
export interface JoinRoomDependencies {
  readonly entering: EnterRoom;
  readonly connections: Pick<ConnectionRepository, 'find'>;
  readonly heads: RoomHeads;
  readonly opener: RoomOpener;
  readonly reader: LogReader;
  /** Without it, no user can follow a room. */
  readonly follow?: FollowRoom | undefined;
  readonly presence?: PresenceNotifier | undefined;
  readonly clock: Clock;
}

/** Input of {@link JoinRoom}. */
export interface JoinRoomCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
  /** Everything up to here was seen already. */
  readonly after?: LogCursor | undefined;
  /** `true`: the user follows the room from now on, also while they are away. `false` is as absent. */
  readonly follow?: boolean | undefined;
}

/** What a connection missed, and how long it is in the room. */
export interface JoinedRoom extends LogPage {
  /** Epoch milliseconds: when a guest's membership ends. Absent where it lasts as long as the connection. */
  readonly until?: number;
}

/**
 * Puts a connection into a room and returns what it missed: the one way to recover after any interruption.
 * Membership is written before the log is read, so that no entry is missed between them; duplicates have the same seq.
 */
export class JoinRoom {
  readonly #dependencies: JoinRoomDependencies;

  constructor(dependencies: JoinRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `invalid_cursor`, `too_many_rooms`, `rate_limited`, `connection_gone`, … */
  async execute(command: JoinRoomCommand): Promise<JoinedRoom> {
    const { entering, clock } = this.#dependencies;
    const room = roomName(command.room);
    const after = command.after && logCursor(command.after);
    const follow = command.follow === true ? this.#following() : undefined;
    const permission = await entering.permit(command, room);
    const { connection, until } = await this.#enter(command, room, permission);
    const [{ head, page }] = await Promise.all([this.#read(room, after), this.#tell(connection, room)]);
    if (until !== undefined && until <= clock.now())
      throw new ChatError('forbidden', `The invitation to ${room} has ended.`);
    await follow?.execute(command.identity.userId, head);
    return until === undefined ? page : { ...page, until };
  }

  #following(): FollowRoom {
    const { follow } = this.#dependencies;
    if (follow === undefined) throw new ChatError('forbidden', 'This server keeps no lists of rooms.');
    return follow;
  }

  /** The head is read only now: every message from here on is pushed to the member, whose connection it outlives. */
  async #read(room: string, after: LogCursor | undefined): Promise<ReadRoom> {
    const { heads, reader } = this.#dependencies;
    const head = await heads.getOrCreate(room);
    const page = after === undefined ? reader.newest(head) : reader.after(head, after, LIMITS.pageMaximum);
    return { head, page: await page };
  }

  /** @param connection - as it was before the join: one that was in the room has not come just now */
  async #tell(connection: Connection, room: string): Promise<void> {
    const { presence, clock } = this.#dependencies;
    if (room === LOBBY || membershipIn(connection, room, clock.now()) !== undefined) return;
    await presence?.joined(connection, room);
  }

  /** Returns the connection as it was, and when the membership ends, where that is before the connection does. */
  async #enter(caller: Caller, room: string, permission: Permission): Promise<Entered> {
    const { connections, entering, opener } = this.#dependencies;
    const connection = await connectionOf(connections, caller);
    if (room === LOBBY) return { connection, until: undefined };
    const { shards } = await opener.execute(caller, room);
    const until = await entering.execute({ caller, connection, room, shards }, permission);
    const isEarlier = until !== undefined && until < membershipEnd(connection, {});
    return { connection, until: isEarlier ? until : undefined };
  }
}

/** A room's log, as a join shows it. */
interface ReadRoom {
  readonly head: RoomHead;
  readonly page: LogPage;
}

/** A connection that has entered a room. */
interface Entered {
  readonly connection: Connection;
  /** Epoch milliseconds. */
  readonly until: number | undefined;
}

/** What {@link joinRoomOf} takes. */
export type JoinRoomPorts = AuthorizePorts &
  RoomOpenerPorts &
  FollowRoomPorts &
  Pick<ChatPorts, 'gateway' | 'presence'>;

/** The {@link JoinRoom} of a chat. */
export const joinRoomOf = perPorts(
  (ports: JoinRoomPorts) =>
    new JoinRoom({
      ...ports,
      entering: new EnterRoom({ ...ports, authorize: authorizeOf(ports) }),
      heads: roomHeadsOf(ports),
      opener: roomOpenerOf(ports),
      reader: logReaderOf(ports),
      follow: followRoomOf(ports),
    }),
);
