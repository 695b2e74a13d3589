import type { AccessPolicy } from '../model/access/access-policy.js';
import type { Action } from '../model/access/access-table.js';
import { ChatError } from '../model/chat-error.js';
import { isExpired } from '../model/identity.js';
import type { BlockRepository } from '../ports/block-repository.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { RoomRulesRepository } from '../ports/moderation/room-rules-repository.js';
import { requireMembership, type Caller } from './caller.js';
import type { ChatPorts } from '../ports/chat-ports.js';
import { perPorts } from './per-ports.js';
import { policyOf } from './policy-of.js';
import { requireUnblocked } from './direct/require-unblocked.js';

/** What {@link Authorize} needs. */
export interface AuthorizeDependencies {
  readonly policy: AccessPolicy;
  readonly clock: Clock;
  readonly connections: Pick<ConnectionRepository, 'find'>;
  /** Without it no user has blocked another. */
  readonly blocks?: Pick<BlockRepository, 'hasBlocked'> | undefined;
  /** Without them no user is invited to any room. */
  readonly rules?: Pick<RoomRulesRepository, 'invitedUntil'> | undefined;
}

/** That an action is allowed. */
export interface Permission {
  /** Where it rests on an invitation: when that ends, in epoch milliseconds. Who has such a permission is a guest. */
  readonly until?: number;
}

/**
 * Allows or rejects an action of a connected user: expiry and role are checked again on every action, whatever was
 * allowed at connect. (The token itself is verified once, at connect, by the `TokenVerifier`.) Reads only where the
 * decision depends on it: nothing in the lobby, the connection in other rooms, blocks in direct ones.
 */
export class Authorize {
  readonly #dependencies: AuthorizeDependencies;

  constructor(dependencies: AuthorizeDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @param withUser - the other user, where `room` is the direct room of the caller and that user (`resolveRoom`): what the
   * policy grants there is refused where one has blocked the other
   * @throws ChatError `token_expired`, `forbidden`, `not_joined`, `connection_gone`
   */
  async execute(caller: Caller, action: Action, room: string, withUser?: string): Promise<Permission> {
    const { policy, clock, connections, blocks, rules } = this.#dependencies;
    const { identity } = caller;
    const now = clock.now();
    if (isExpired(identity, now)) throw new ChatError('token_expired', 'The token has run out.');
    const access = policy.access(identity, action, room, withUser);
    if (access === 'granted') {
      if (withUser !== undefined) await requireUnblocked(blocks, identity.userId, withUser, action);
      return {};
    }
    if (access === 'joined') {
      await requireMembership(connections, caller, room, now);
      return {};
    }
    const until = access === 'invited' ? await rules?.invitedUntil(room, identity.userId) : null;
    if (typeof until === 'number') return { until };
    throw new ChatError('forbidden', `${action} in ${room} is not allowed for you.`);
  }
}

/** What {@link authorizeOf} takes. */
export type AuthorizePorts = Pick<ChatPorts, 'clock' | 'connections' | 'blocks' | 'moderation' | 'settings'>;

/** The {@link Authorize} of a chat. */
export const authorizeOf = perPorts(
  (ports: AuthorizePorts) =>
    new Authorize({ ...ports, policy: policyOf(ports), rules: ports.moderation?.rules }),
);
