import { ChatError } from '../model/chat-error.js';
import { LOBBY, roomName } from '../model/room-name.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { PresenceNotifier } from '../ports/presence-notifier.js';
import { authorizeOf, type Authorize, type AuthorizePorts } from './authorize.js';
import { connectionOf, type Caller } from './caller.js';
import type { UserRoomRepository } from '../ports/rooms/user-room-repository.js';
import { perPorts } from './per-ports.js';

/** What {@link LeaveRoom} needs. */
export interface LeaveRoomDependencies {
  readonly authorize: Authorize;
  readonly connections: ConnectionRepository;
  readonly userRooms?: Pick<UserRoomRepository, 'unfollow'> | undefined;
  readonly presence?: PresenceNotifier | undefined;
}

/** Input of {@link LeaveRoom}. */
export interface LeaveRoomCommand extends Caller {
  readonly room: string;
  /** `false`: the user no longer follows the room, over any connection. `true` is as absent. */
  readonly follow?: boolean | undefined;
}

/** Removes a connection from a room. Leaving a room it is not in succeeds; the lobby cannot be left. */
export class LeaveRoom {
  readonly #dependencies: LeaveRoomDependencies;

  constructor(dependencies: LeaveRoomDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @returns the room that was left
   * @throws ChatError `invalid_room`, `forbidden` for the lobby, `connection_gone`
   */
  async execute(command: LeaveRoomCommand): Promise<string> {
    const { authorize, connections, presence, userRooms } = this.#dependencies;
    const room = roomName(command.room);
    if (room === LOBBY) throw new ChatError('forbidden', 'Every user is in the lobby; it cannot be left.');
    await authorize.execute(command, 'leaveRoom', room);
    const connection = await connectionOf(connections, command);
    if (await connections.leave(connection.connectionId, room)) await presence?.left(connection, [room]);
    if (command.follow === false) await userRooms?.unfollow(command.identity.userId, room);
    return room;
  }
}

/** What {@link leaveRoomOf} takes. */
export type LeaveRoomPorts = AuthorizePorts & Pick<ChatPorts, 'userRooms' | 'presence'>;

/** The {@link LeaveRoom} of a chat. */
export const leaveRoomOf = perPorts(
  (ports: LeaveRoomPorts) => new LeaveRoom({ ...ports, authorize: authorizeOf(ports) }),
);
