import { shardOf } from '../model/connection.js';
import { ChatError } from '../model/chat-error.js';
import { LIMITS } from '../model/limits.js';
import { logCursor, type LogCursor } from '../model/log-cursor.js';
import { LOBBY, roomName } from '../model/room-name.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';
import type { LogPage } from './log/log-page.js';
import { logReaderOf, type LogReader } from './log/log-reader.js';
import { roomHeadsOf, type RoomHeads } from './log/room-heads.js';
import { perPorts } from './per-ports.js';
import { roomOpenerOf, type RoomOpener, type RoomOpenerPorts } from './room-opener.js';

/** What {@link JoinRoom} needs. */
export interface JoinRoomDependencies {
  readonly authorize: Authorize;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeads;
  readonly opener: RoomOpener;
  readonly reader: LogReader;
}

/** Input of {@link JoinRoom}. */
export interface JoinRoomCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
  /** Everything up to here was seen already. */
  readonly after?: LogCursor | undefined;
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
  async execute(command: JoinRoomCommand): Promise<LogPage> {
    const { authorize, heads, reader } = this.#dependencies;
    const room = roomName(command.room);
    const after = command.after && logCursor(command.after);
    await authorize.execute(command, 'joinRoom', room);
    if (room === LOBBY) await connectionOf(this.#dependencies.connections, command);
    else await this.#join(command, room);
    // The head is read only now: every message from here on is pushed to the member, whose connection it outlives.
    const head = await heads.getOrCreate(room);
    return after === undefined ? reader.newest(head) : reader.after(head, after, LIMITS.pageMaximum);
  }

  async #join(command: JoinRoomCommand, room: string): Promise<void> {
    const { connections, opener } = this.#dependencies;
    const connection = await connectionOf(connections, command);
    const { shards } = await opener.execute(command, room);
    const shard = shardOf(connection.connectionId, shards);
    const { outcome } = await connections.join(connection, { room, shard }, LIMITS.roomsPerConnection);
    if (outcome === 'gone')
      throw new ChatError('connection_gone', 'This connection has ended; connect again.');
    if (outcome === 'full') {
      throw new ChatError('too_many_rooms', `A connection is in ${LIMITS.roomsPerConnection} rooms at most.`);
    }
  }
}

/** What {@link joinRoomOf} takes. */
export type JoinRoomPorts = AuthorizePorts & RoomOpenerPorts;

/** The {@link JoinRoom} of a chat. */
export const joinRoomOf = perPorts(
  (ports: JoinRoomPorts) =>
    new JoinRoom({
      ...ports,
      authorize: authorizeOf(ports),
      heads: roomHeadsOf(ports),
      opener: roomOpenerOf(ports),
      reader: logReaderOf(ports),
    }),
);
