import { ChatError } from '../../model/chat-error.js';
import { personOf } from '../../model/identity.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import type { SignalEvent } from '../../model/server-event.js';
import { signalData, signalEvent } from '../../model/signal.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { userFanOutOf, type UserFanOut } from '../fan-out/user-fan-out.js';
import { frameControlOf, type FrameControl } from '../moderation/frame-control.js';
import { perPorts } from '../per-ports.js';
import { countUsers, roomMembersOf, type RoomMembers } from './room-members.js';
import { weightOf } from './signal-weight.js';
import { unloggedPushOf, type UnloggedPush } from './unlogged-push.js';
import { voiceOf, type Voice } from './voice.js';

/** What {@link Signal} needs. */
export interface SignalDependencies {
  readonly authorize: Authorize;
  readonly roomMembers: RoomMembers;
  readonly push: UnloggedPush;
  /** Reaches the users of direct rooms. */
  readonly users: Pick<UserFanOut, 'send'>;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  /** Without it no user is muted. */
  readonly voice?: Voice | undefined;
  /** A signal costs its posts, so they are counted. Without it users may signal at any rate. */
  readonly frames?: FrameControl | undefined;
  readonly clock: Clock;
}

/** Input of {@link Signal}. */
export interface SignalCommand extends Caller, RoomReference {
  /** What happens: `typing`, or a team's own name. */
  readonly event: string;
  /** Anything that came as JSON. */
  readonly data?: unknown;
}

/**
 * Tells the other connections in a room something that is worth nothing a second later. It is in no log, is not tried
 * again, and writes nothing: a member who is not reached never learns of it.
 */
export class Signal {
  readonly #dependencies: SignalDependencies;

  constructor(dependencies: SignalDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_room`, `bad_request`, `not_joined`, `muted`, `room_too_large`, `rate_limited`, … */
  async execute(command: SignalCommand): Promise<ResolvedRoom> {
    const { authorize, digest } = this.#dependencies;
    const where = resolveRoom(digest, command);
    const { room, with: to } = where;
    const event = this.#eventOf(command, where);
    await authorize.execute(command, 'signal', room, to);
    if (to === undefined) await this.#toMembers(command, event);
    else await this.#toBoth(command, to, event);
    return where;
  }

  async #toMembers(command: SignalCommand, event: SignalEvent): Promise<void> {
    const { roomMembers, voice, push, frames } = this.#dependencies;
    const { room } = event;
    const [{ members, isWhole }] = await Promise.all([
      roomMembers.read(room, SIGNAL_LIMITS.signalConnections),
      voice?.require(command.identity),
    ]);
    if (!isWhole || countUsers(members) > SIGNAL_LIMITS.signalUsers) throw tooLarge(room);
    const others = members.filter(({ connectionId }) => connectionId !== command.connectionId);
    await frames?.weigh(command, weightOf(others));
    await push.send(room, event, others);
  }

  /** All connections of the two users of a direct room: few, so that they count as one frame more. */
  async #toBoth(command: SignalCommand, to: string, event: SignalEvent): Promise<void> {
    const { voice, frames, users } = this.#dependencies;
    await voice?.require(command.identity);
    await frames?.weigh(command, 1);
    await users.send([command.identity.userId, to], event, command.connectionId);
  }

  #eventOf({ identity, ...command }: SignalCommand, { room, with: to }: ResolvedRoom): SignalEvent {
    const event = signalEvent(command.event);
    const data = signalData(event, command.data);
    const sender = personOf(identity);
    const sentAt = this.#dependencies.clock.now();
    const about = { room, ...(to !== undefined && { to }) };
    return { type: 'signal', ...about, event, ...(data !== undefined && { data }), sender, sentAt };
  }
}

function tooLarge(room: string): ChatError {
  return new ChatError(
    'room_too_large',
    `${room} has over ${SIGNAL_LIMITS.signalUsers} users; no signals are sent.`,
  );
}

/** The {@link Signal} of a chat. */
export const signalOf = perPorts(
  (ports: Omit<ChatPorts, 'ids'>) =>
    new Signal({
      ...ports,
      authorize: authorizeOf(ports),
      roomMembers: roomMembersOf(ports),
      push: unloggedPushOf(ports),
      users: userFanOutOf(ports),
      voice: voiceOf(ports),
      frames: frameControlOf(ports),
    }),
);
