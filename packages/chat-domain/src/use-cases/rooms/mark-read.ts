import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { logCursor, type LogCursor } from '../../model/log-cursor.js';
import type { RoomHead } from '../../model/room-head.js';
import { roomName } from '../../model/room-name.js';
import { markAt } from '../../model/rooms/unread.js';
import type { ReadMark } from '../../model/rooms/user-room.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { countBefore, isEmpty } from '../log/unsent-notes.js';
import { frameBudgetOf, type FrameBudget } from '../moderation/frame-budget.js';
import { perPorts } from '../per-ports.js';
import { tellDevicesOf, type TellDevices } from './tell-devices.js';

/** Times that another device may change the mark meanwhile before that counts as a failure. */
const ROUNDS = 4;
/** Entries that are read to date a position without one: at first, and then. */
const READS = [1, 20] as const;

/** What {@link MarkRead} needs. */
export interface MarkReadDependencies {
  readonly authorize: Authorize;
  readonly messages: Pick<MessageRepository, 'head' | 'read'>;
  readonly userRooms: Pick<UserRoomRepository, 'find' | 'mark'>;
  readonly devices: TellDevices;
  /** The posts to other devices count as frames; without it users may have any number. */
  readonly budget?: Pick<FrameBudget, 'count'> | undefined;
  readonly clock: Clock;
}

/** Input of {@link MarkRead}. */
export interface MarkReadCommand extends Caller {
  /** The lobby, when absent. */
  readonly room?: string | undefined;
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

  /** @throws ChatError `invalid_room`, `invalid_cursor` for what is not in the log now, `not_joined`, `forbidden`, … */
  async execute(command: MarkReadCommand): Promise<void> {
    const { authorize, messages } = this.#dependencies;
    const room = roomName(command.room);
    const upTo = logCursor(command.upTo);
    await authorize.execute(command, 'markRead', room);
    for (let round = 0; round < ROUNDS; round += 1) {
      const head = await messages.head(room);
      if (head?.epoch !== upTo.epoch || upTo.seq > head.seq) throw notThere();
      const moved = await this.#move(command, head, upTo);
      if (moved === 'there') return;
      if (moved !== 'raced') return this.#tell(command, room, moved);
    }
    throw new ChatError('unavailable', 'The mark keeps changing.');
  }

  /** Moves the mark; `raced` where another device moved it meanwhile, perhaps to another epoch. */
  async #move(
    { identity: { userId } }: Caller,
    head: RoomHead,
    upTo: LogCursor,
  ): Promise<ReadMark | 'there' | 'raced'> {
    const { userRooms, clock } = this.#dependencies;
    const row = await userRooms.find(userId, head.room);
    const known = row?.mark;
    if (known?.epoch === upTo.epoch && known.seq >= upTo.seq) return 'there';
    const mark = await this.#markAt(head, upTo);
    // The end of a direct room's row may be later; one that would be earlier costs a second write.
    const keptUntil = Math.max(clock.now() + LIMITS.followLife, row?.keptUntil ?? 0);
    const options = { known: known?.epoch ?? null, keptUntil };
    return (await userRooms.mark(userId, head.room, mark, options)) ? mark : 'raced';
  }

  /**
   * The mark at a position: with the count of the entry there, or with that of the next one above, which is never lower, so
   * that no message is taken for one that was read. Where nothing but empty positions is between, the mark is above them.
   */
  async #markAt(head: RoomHead, { epoch, seq }: LogCursor): Promise<ReadMark> {
    if (seq === head.seq) return markAt(head);
    const range = { from: seq, to: head.seq, order: 'ascending' } as const;
    for (const limit of seq === 0 ? [] : READS) {
      const entries = await this.#dependencies.messages.read(head.room, { ...range, limit });
      const next = entries.find(({ nonMessages }) => nonMessages !== undefined);
      if (next?.nonMessages === undefined) continue;
      if (next.seq === seq) return { epoch, seq, nonMessages: next.nonMessages };
      const nonMessages = countBefore(next) ?? next.nonMessages;
      const empty = entries.filter((entry) => entry.seq < next.seq && isEmpty(entry));
      return { epoch, seq: empty.length === next.seq - seq ? next.seq - 1 : seq, nonMessages };
    }
    return { epoch, seq, nonMessages: seq === 0 ? 0 : (head.nonMessages ?? 0) };
  }

  async #tell({ identity, connectionId }: Caller, room: string, { epoch, seq }: LogCursor): Promise<void> {
    const { devices, budget } = this.#dependencies;
    const { userId, name } = identity;
    const event = { type: 'read', room, epoch, seq, sender: { id: userId, name } } as const;
    const posts = await devices.execute(userId, event, connectionId);
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
