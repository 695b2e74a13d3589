import { ChatError } from '../../model/chat-error.js';
import { membershipEnd, membershipIn, type Recipient } from '../../model/connection.js';
import { subjectId } from '../../model/moderation/moderation-fields.js';
import { LOBBY, roomName } from '../../model/room-name.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { perPorts } from '../per-ports.js';
import { tellRemoved } from './tell-removed.js';

/** What {@link TakeOut} needs. */
export interface TakeOutDependencies {
  readonly connections: Pick<ConnectionRepository, 'connectionsOf' | 'find' | 'leave'>;
  readonly gateway: Pick<MessageGateway, 'deliver'>;
  readonly clock: Clock;
}

/** Takes a user out of a room, for an action of a team's own: as far as the policy lets them, they may join again. */
export class TakeOut {
  readonly #dependencies: TakeOutDependencies;

  constructor(dependencies: TakeOutDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Whether the caller may was decided before, by the access row of their action. The connections that were in the room
   * are told: `removed`, with the reason `moderated`.
   *
   * @returns how many connections were in the room
   * @throws ChatError `invalid_room`, `bad_request` for what is no user id, `forbidden` for the lobby, `unavailable`;
   * repeating it is safe
   */
  async execute(room: string | undefined, userId: string): Promise<number> {
    const { connections } = this.#dependencies;
    const name = roomName(room);
    if (name === LOBBY) throw new ChatError('forbidden', 'Every user is in the lobby; it cannot be left.');
    const removed: Recipient[] = [];
    for (const connectionId of await connections.connectionsOf(subjectId(userId))) {
      const recipient = await this.#memberOn(connectionId, name);
      if (recipient !== null && (await connections.leave(connectionId, name))) removed.push(recipient);
    }
    await tellRemoved(this.#dependencies, { room: name, reason: 'moderated' }, removed);
    return removed.length;
  }

  async #memberOn(connectionId: string, room: string): Promise<Recipient | null> {
    const { connections, clock } = this.#dependencies;
    const connection = await connections.find(connectionId);
    if (connection === null || membershipIn(connection, room, clock.now()) === undefined) return null;
    return { connectionId, connectedAt: connection.connectedAt, until: membershipEnd(connection, {}) };
  }
}

/** The {@link TakeOut} of a chat. */
export const takeOutOf = perPorts(
  (ports: Pick<ChatPorts, 'connections' | 'gateway' | 'clock'>) => new TakeOut(ports),
);
