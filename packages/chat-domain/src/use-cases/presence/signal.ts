import { ChatError } from '../../model/chat-error.js';
import { personOf } from '../../model/identity.js';
import { SIGNAL_LIMITS } from '../../model/signal-limits.js';
import { roomName } from '../../model/room-name.js';
import type { SignalEvent } from '../../model/server-event.js';
import { signalData, signalEvent } from '../../model/signal.js';
import type { ChatPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
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
  /** Without it no user is muted. */
  readonly voice?: Voice | undefined;
  /** A signal costs its posts, so they are counted. Without it users may signal at any rate. */
  readonly frames?: FrameControl | undefined;
  readonly clock: Clock;
}

/** Input of {@link Signal}. */
export interface SignalCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
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
  async execute(command: SignalCommand): Promise<void> {
    const { authorize, roomMembers, voice, push, frames } = this.#dependencies;
    const room = roomName(command.room);
    const event = this.#eventOf(command, room);
    await authorize.execute(command, 'signal', room);
    const [{ members, isWhole }] = await Promise.all([
      roomMembers.read(room, SIGNAL_LIMITS.signalConnections),
      voice?.require(command.identity),
    ]);
    if (!isWhole || countUsers(members) > SIGNAL_LIMITS.signalUsers) throw tooLarge(room);
    const others = members.filter(({ connectionId }) => connectionId !== command.connectionId);
    await frames?.weigh(command, weightOf(others));
    await push.send(room, event, others);
  }

  #eventOf({ identity, ...command }: SignalCommand, room: string): SignalEvent {
    const event = signalEvent(command.event);
    const data = signalData(event, command.data);
    const sender = personOf(identity);
    const sentAt = this.#dependencies.clock.now();
    return { type: 'signal', room, event, ...(data !== undefined && { data }), sender, sentAt };
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
  (ports: Omit<ChatPorts, 'ids' | 'digest'>) =>
    new Signal({
      ...ports,
      authorize: authorizeOf(ports),
      roomMembers: roomMembersOf(ports),
      push: unloggedPushOf(ports),
      voice: voiceOf(ports),
      frames: frameControlOf(ports),
    }),
);
