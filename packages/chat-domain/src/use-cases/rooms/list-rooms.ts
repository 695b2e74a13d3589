import type { AccessPolicy } from '../../model/access/access-policy.js';
import { roomKind } from '../../model/access/room-kind.js';
import { ChatError, isChatError } from '../../model/chat-error.js';
import type { Identity } from '../../model/identity.js';
import { LIMITS } from '../../model/limits.js';
import { pageLimit } from '../../model/log-cursor.js';
import type { RoomHead } from '../../model/room-head.js';
import { LOBBY, storedRoomName } from '../../model/room-name.js';
import { unreadIn } from '../../model/rooms/unread.js';
import type { Peer, UserRoom } from '../../model/rooms/user-room.js';
import { utf8Length } from '../../model/utf8.js';
import type { UserRoomPorts } from '../../ports/chat-ports.js';
import type { MessageRepository } from '../../ports/message-repository.js';
import type { RoomRulesRepository } from '../../ports/moderation/room-rules-repository.js';
import type { UserRoomRepository } from '../../ports/rooms/user-room-repository.js';
import { authorizeOf, type Authorize } from '../authorize.js';
import type { Caller } from '../caller.js';
import { perPorts } from '../per-ports.js';
import { policyOf } from '../policy-of.js';

/** What {@link ListRooms} needs. */
export interface ListRoomsDependencies {
  readonly authorize: Authorize;
  readonly policy: AccessPolicy;
  readonly userRooms: Pick<UserRoomRepository, 'list'>;
  readonly messages: Pick<MessageRepository, 'heads' | 'recentHeads'>;
  /** Without them no user is invited to any room. */
  readonly rules?: Pick<RoomRulesRepository, 'invitedTo'> | undefined;
}

/** Input of {@link ListRooms}. */
export interface ListRoomsCommand extends Caller {
  /** 1 to 100; 50 when absent. */
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

/** A room of a user, and how much of it they have not read. */
export interface RoomSummary {
  readonly room: string;
  /** In a direct room: the other user. */
  readonly peer?: Peer;
  /** Absent where the room has no log at present. */
  readonly epoch?: string;
  /** The highest position reserved, as of a moment ago. */
  readonly head: number;
  /** The position up to which the user has read, in this epoch; 0 for none. */
  readonly read: number;
  /** Messages above that: never fewer than there were a moment ago. */
  readonly unread: number;
}

/** A page of rooms and, unless it was the last, where the next one starts. */
export interface RoomListPage {
  readonly rooms: readonly RoomSummary[];
  readonly next?: string;
}

/**
 * The rooms that a user follows, with what they have not read. Left out are those that the user may no longer enter, so a
 * page may hold fewer than the limit, even none, and have a next one.
 */
export class ListRooms {
  readonly #dependencies: ListRoomsDependencies;

  constructor(dependencies: ListRoomsDependencies) {
    this.#dependencies = dependencies;
  }

  /** @throws ChatError `invalid_limit`, `bad_request` for an `after` that is none, `token_expired`, `forbidden` */
  async execute(command: ListRoomsCommand): Promise<RoomListPage> {
    const { authorize, userRooms } = this.#dependencies;
    const { identity } = command;
    const limit = pageLimit(command.limit);
    const after = startOf(command.after);
    await authorize.execute(command, 'listRooms', LOBBY);
    const { rooms, next } = await userRooms.list(identity.userId, { limit, after });
    const open = await this.#enterable(identity, rooms);
    const heads = await this.#heads(open);
    const summaries = open.map((row) => summaryOf(row, heads.get(row.room)));
    return fitting({ rooms: summaries, ...(next !== undefined && { next }) });
  }

  /** Those that the user may enter now, and direct rooms, of which a user has a row only as one of the two. */
  async #enterable(identity: Identity, rooms: readonly UserRoom[]): Promise<readonly UserRoom[]> {
    const { policy, rules } = this.#dependencies;
    const accessTo = ({ room }: UserRoom) =>
      roomKind(room) === 'direct' ? 'granted' : policy.access(identity, 'joinRoom', room);
    const asGuest = rooms.filter((row) => accessTo(row) === 'invited').map(({ room }) => room);
    const invited = asGuest.length > 0 ? await rules?.invitedTo(identity.userId, asGuest) : [];
    return rooms.filter((row) => accessTo(row) === 'granted' || invited?.includes(row.room));
  }

  /** The heads, each at least as new as the mark of its room. */
  async #heads(rooms: readonly UserRoom[]): Promise<ReadonlyMap<string, RoomHead>> {
    const { messages } = this.#dependencies;
    if (rooms.length === 0) return new Map();
    const recent = byRoom(await messages.recentHeads(rooms.map(({ room }) => room)));
    // A mark of another epoch: its room began anew, or the head is from before that.
    const stale = rooms.filter(({ room, mark }) => mark && mark.epoch !== recent.get(room)?.epoch);
    if (stale.length === 0) return recent;
    const current = byRoom(await messages.heads(stale.map(({ room }) => room)));
    return new Map([...recent, ...current]);
  }
}

function summaryOf({ room, peer, mark }: UserRoom, head: RoomHead | undefined): RoomSummary {
  const named = { room, ...(peer !== undefined && { peer }) };
  if (head === undefined) return { ...named, head: 0, read: 0, unread: 0 };
  const read = mark?.epoch === head.epoch ? mark.seq : 0;
  const { epoch, seq } = head;
  return { ...named, epoch, head: Math.max(seq, read), read, unread: unreadIn(head, mark) };
}

/** As many rooms as fit into a frame; the rest are on the next page. */
function fitting(page: RoomListPage): RoomListPage {
  let bytes = 0;
  const end = page.rooms.findIndex(
    (one) => (bytes += utf8Length(JSON.stringify(one)) + 1) > LIMITS.pageBytes,
  );
  const last = page.rooms[end - 1];
  return last === undefined ? page : { rooms: page.rooms.slice(0, end), next: last.room };
}

function byRoom(heads: readonly RoomHead[]): ReadonlyMap<string, RoomHead> {
  return new Map(heads.map((head) => [head.room, head]));
}

/** The room after which a page starts. */
function startOf(after: string | undefined): string | undefined {
  try {
    return after === undefined ? undefined : storedRoomName(after);
  } catch (error) {
    if (!isChatError(error)) throw error;
    throw new ChatError('bad_request', 'after is the next of an earlier page.');
  }
}

/** The {@link ListRooms} of a chat. */
export const listRoomsOf = perPorts(
  (ports: UserRoomPorts) =>
    new ListRooms({
      ...ports,
      authorize: authorizeOf(ports),
      policy: policyOf(ports),
      rules: ports.moderation?.rules,
    }),
);
