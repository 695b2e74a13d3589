import { ChatError } from '../../model/chat-error.js';
import { LIMITS } from '../../model/limits.js';
import { logCursor, type LogCursor } from '../../model/log-cursor.js';
import type { RoomHead } from '../../model/room-head.js';
import { roomName } from '../../model/room-name.js';
import type { ReadMark } from '../../model/rooms/user-room.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import type { Clock } from '../../ports/clock.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { countBefore } from '../log/unsent-notes.js';
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
      const outcome = await this.#move(command, head, upTo);
      if (outcome === 'moved') return this.#tell(command, room, upTo);
      if (outcome === 'there') return;
    }
    throw new ChatError('unavailable', 'The mark keeps changing.');
  }

  /** Moves the mark; `raced` where another device moved it meanwhile, perhaps to another epoch. */
  async #move(
    { identity: { userId } }: Caller,
    head: RoomHead,
    { epoch, seq }: LogCursor,
  ): Promise<'moved' | 'there' | 'raced'> {
    const { userRooms, clock } = this.#dependencies;
    const known = (await userRooms.find(userId, head.room))?.mark;
    if (known?.epoch === epoch && known.seq >= seq) return 'there';
    const mark: ReadMark = { epoch, seq, nonMessages: await this.#nonMessages(head, seq) };
    const options = { known: known?.epoch ?? null, keptUntil: clock.now() + LIMITS.followLife };
    return (await userRooms.mark(userId, head.room, mark, options)) ? 'moved' : 'raced';
  }

  /**
   * How many positions up to `seq` were reserved for what is no message: as the entry there says or, where it says nothing,
   * the next one above. Never fewer than there were, so that no message is taken for one that was read.
   */
  async #nonMessages(head: RoomHead, seq: number): Promise<number> {
    const range = { from: seq, to: head.seq, order: 'ascending' } as const;
    for (const limit of seq === head.seq || seq === 0 ? [] : READS) {
      const entries = await this.#dependencies.messages.read(head.room, { ...range, limit });
      const entry = entries.find(({ nonMessages }) => nonMessages !== undefined);
      if (entry?.nonMessages === undefined) continue;
      return entry.seq === seq ? entry.nonMessages : (countBefore(entry) ?? entry.nonMessages);
    }
    return seq === 0 ? 0 : (head.nonMessages ?? 0);
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
