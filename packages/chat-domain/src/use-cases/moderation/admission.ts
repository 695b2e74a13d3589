import type { AccessPolicy } from '../../model/access/access-policy.js';
import { ChatError } from '../../model/chat-error.js';
import type { Identity } from '../../model/identity.js';
import type { ModerationState } from '../../model/moderation/moderation-state.js';
import { LOBBY } from '../../model/room-name.js';
import type { Clock } from '../../ports/clock.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import type { ModerationStateRepository } from '../../ports/moderation/moderation-state-repository.js';
import type { ReadOptions } from '../../ports/read-options.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Caller } from '../caller.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';
import { EndedConnections } from './ended-connections.js';

/** Half the price of a read. */
const OLDER: ReadOptions = { consistent: false };

/** What {@link Admission} needs. */
export interface AdmissionDependencies {
  readonly moderationStates: Pick<ModerationStateRepository, 'find'>;
  readonly connections: Pick<ConnectionRepository, 'recipientsOf'>;
  /** Without it, a connection whose `$disconnect` was lost counts until its rows expire. */
  readonly ended?: Pick<EndedConnections, 'remove'> | undefined;
  readonly policy: AccessPolicy;
  readonly clock: Clock;
  /** Connections that one user may hold; any number when absent, and then nothing is counted. */
  readonly connectionsPerUser?: number | undefined;
}

/** Whether a user may connect: not while banned, nor right after a flood, nor with more connections than one may hold. */
export class Admission {
  readonly #dependencies: AdmissionDependencies;

  constructor(dependencies: AdmissionDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * No user is rejected because of connections that have ended: before that, some are asked after. One that is about to be
   * added may pass by reads that are seconds old, for half the price, as it is checked once more when it has been added;
   * it is rejected by exact ones alone.
   *
   * @param caller - the user, and the connection that is about to be added, or just was
   * @param coming - the number of connections about to be added
   * @throws ChatError `banned`, `rate_limited`, `too_many_connections`
   */
  async execute(caller: Caller, coming: number): Promise<void> {
    await Promise.all([this.#requireNoSanction(caller.identity, coming), this.#requireRoom(caller, coming)]);
  }

  async #requireNoSanction(identity: Identity, coming: number): Promise<void> {
    const { moderationStates, policy, clock } = this.#dependencies;
    if (policy.access(identity, 'sanctionExempt', LOBBY) === 'granted') return;
    const refusal = async (options?: ReadOptions) =>
      refusalOf(await moderationStates.find(identity.userId, options), clock.now());
    if (coming > 0 && (await refusal(OLDER)) === null) return;
    const error = await refusal();
    if (error !== null) throw error;
  }

  async #requireRoom({ identity: { userId }, connectionId }: Caller, coming: number): Promise<void> {
    const { connections, ended, connectionsPerUser } = this.#dependencies;
    if (connectionsPerUser === undefined) return;
    const older = coming > 0 ? await connections.recipientsOf(userId, OLDER) : null;
    if (older !== null && older.length + coming <= connectionsPerUser) return;
    const recipients = await connections.recipientsOf(userId);
    const surplus = recipients.length + coming - connectionsPerUser;
    if (surplus <= 0) return;
    if (((await ended?.remove(recipients, userId, connectionId)) ?? 0) >= surplus) return;
    throw new ChatError('too_many_connections', `A user holds ${connectionsPerUser} connections at most.`);
  }
}

function refusalOf(state: ModerationState | null, now: number): ChatError | null {
  if (state === null) return null;
  if (state.bannedUntil > now) return new ChatError('banned', 'You are banned.');
  if (state.pausedUntil <= now) return null;
  const retryAfterMs = state.pausedUntil - now;
  return new ChatError('rate_limited', 'Too many frames; connect again later.', { retryAfterMs });
}

/** What {@link admissionOf} takes. */
export interface AdmissionPorts extends Pick<ChatPorts, 'connections' | 'clock' | 'moderation' | 'settings'> {
  /** For the maximum of connections; see {@link AdmissionDependencies}. */
  readonly gateway?: Pick<MessageGateway, 'probe'> | undefined;
}

/** The {@link Admission} of a chat; `undefined` in one without moderation, where all may connect. */
export const admissionOf = perPorts(({ moderation, settings, gateway, ...ports }: AdmissionPorts) => {
  if (moderation === undefined) return undefined;
  return new Admission({
    ...ports,
    ...moderation,
    policy: policyOf({ settings }),
    ended: gateway && new EndedConnections({ ...ports, gateway }),
    connectionsPerUser: settings?.connectionsPerUser,
  });
});
