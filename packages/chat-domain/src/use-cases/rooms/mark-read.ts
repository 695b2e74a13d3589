import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { logCursor, type LogCursor } from '../../model/log-cursor.js';
import type { RoomHead } from '../../model/room-head.js';
import type { ResolvedRoom, RoomReference } from '../../model/room-reference.js';
import type { ReadMark, UserRoom } from '../../model/rooms/user-room.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import type { TextDigest } from '../../ports/text-digest.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { resolveRoom } from '../direct/resolve-room.js';
import { frameBudgetOf, type FrameBudget } from '../moderation/frame-budget.js';
import { perPorts } from '../per-ports.js';
import { markAtOrBelow } from './mark-position.js';
import { tellDevicesOf, type TellDevices } from './tell-devices.js';

/** Times that another device may change the mark meanwhile before that counts as a failure. */
const ROUNDS = 4;

/** What {@link MarkRead} needs. */
export interface MarkReadDependencies {
  readonly authorize: Authorize;
  /** Names direct rooms. */
  readonly digest: TextDigest;
  readonly messages: Pick<MessageRepository, 'head' | 'read'>;
  readonly userRooms: Pick<UserRoomRepository, 'find' | 'mark'>;
  readonly devices: TellDevices;
  /** The posts to other devices count as frames; without it users may have any number. */
  readonly budget?: Pick<FrameBudget, 'count'> | undefined;
  readonly clock: Clock;
}

/** Input of {@link MarkRead}. */
export interface MarkReadCommand extends Caller, RoomReference {
  /** Everything up to here was read. */
  readonly upTo: LogCursor;
}

/**
 * Moves the mark up to which a user has read a room, for all their devices, and follows the room. A mark only moves
 * forward, and never beyond the head.
 */
export class MarkRead {
  readonly #dependencies: MarkReadDependencies;

  constructor(dependencies: MarkReadDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @returns the room that was read
   * @throws ChatError `bad_request`, `invalid_room`, `invalid_cursor` for what is not in the log now, `not_joined`, `forbidden`, …
   */
  async execute(command: MarkReadCommand): Promise<ResolvedRoom> {
    const { authorize, digest, messages, userRooms } = this.#dependencies;
    const where = resolveRoom(digest, command);
    const { room, with: other } = where;
    const upTo = logCursor(command.upTo);
    await authorize.execute(command, 'markRead', room, other);
    for (let round = 0; round < ROUNDS; round += 1) {
      // The row first: its epoch is then no later than the head's, so that a late call cannot bring back an older one.
      const row = await userRooms.find(command.identity.userId, room);
      const head = await messages.head(room);
      if (head?.epoch !== upTo.epoch || upTo.seq > head.seq) throw notThere();
      // A direct room is listed before a message is in it: without a row there is nothing to read.
      if (row === null && other !== undefined) return where;
      const moved = await this.#move(command, head, upTo, row);
      if (moved === 'raced') continue;
      if (moved !== 'there') await this.#tell(command, where, moved);
      return where;
    }
    throw new ChatError('unavailable', 'The mark keeps changing.');
  }

  /** Moves the mark; `raced` where another device moved it meanwhile, perhaps to another epoch. */
  async #move(
    { identity: { userId } }: Caller,
    head: RoomHead,
    upTo: LogCursor,
    row: UserRoom | null,
  ): Promise<ReadMark | 'there' | 'raced'> {
    const { userRooms, clock } = this.#dependencies;
    const known = row?.mark;
    const isThere = ({ epoch, seq }: LogCursor) => known?.epoch === epoch && known.seq >= seq;
    if (isThere(upTo)) return 'there';
    const mark = await markAtOrBelow(this.#dependencies, head, upTo.seq);
    if (isThere(mark)) return 'there';
    // The end of a direct room's row may be later; one that would be earlier costs a second write.
    const keptUntil = Math.max(clock.now() + LIMITS.followLife, row?.keptUntil ?? 0);
    const options = { known: known?.epoch ?? null, keptUntil };
    return (await userRooms.mark(userId, head.room, mark, options)) ? mark : 'raced';
  }

  async #tell(
    { identity, connectionId }: Caller,
    { room, with: to }: ResolvedRoom,
    { epoch, seq }: LogCursor,
  ): Promise<void> {
    const { devices, budget } = this.#dependencies;
    const { userId, name } = identity;
    const sender = { id: userId, name };
    const event = { type: 'read', room, ...(to !== undefined && { to }), epoch, seq, sender } as const;
    const told = await Promise.all([
      devices.execute(userId, event, connectionId),
      to === undefined ? 0 : devices.execute(to, event),
    ]);
    const posts = told[0] + told[1];
    // Too late to reject this frame: the next one is.
    if (posts > 0) await budget?.count(userId, posts);
  }
}

function notThere(): ChatError {
  return new ChatError('invalid_cursor', 'Only a position of the current log can be marked as read.');
}

/** The {@link MarkRead} of a chat. */
export const markReadOf = perPorts(
  (ports: UserRoomPorts) =>
    new MarkRead({
      ...ports,
      authorize: authorizeOf(ports),
      devices: tellDevicesOf(ports),
      budget: frameBudgetOf(ports),
    }),
);
