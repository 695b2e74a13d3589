import { createHash } from 'node:crypto';
import { isChatError, ROOM_KINDS, type MessageRepository, type RoomHead } from '@serverless-ws/chat-domain';

/** Rooms that are read at once, as many as `heads` takes. */
const PAGE = 100;
/** New epochs that are started side by side. */
const SIDE_BY_SIDE = 10;

/** What became of the rooms of a table so far. */
export interface RenewedRooms {
  /** Rooms that have a new epoch now. */
  readonly renewed: number;
  /** Rooms that had it already, from a run that was interrupted. */
  readonly unchanged: number;
}

/**
 * Starts a new epoch in every room of a table. May be interrupted and repeated: the epoch of a room follows from the table
 * and the room's log, so a room that has it is passed over, and a client that has read it anew need not do so twice.
 *
 * @param tableId - says which table this is, also where another one had its name before
 * @param report - told after each page
 */
export async function renewRooms(
  messages: Pick<MessageRepository, 'rooms' | 'heads' | 'startEpoch'>,
  tableId: string,
  report: (soFar: RenewedRooms) => void,
): Promise<RenewedRooms> {
  let soFar: RenewedRooms = { renewed: 0, unchanged: 0 };
  for await (const rooms of pagesOfRooms(messages)) {
    const heads = await messages.heads(rooms);
    const old = heads.filter((head) => head.epoch !== epochOf(tableId, head));
    for (let from = 0; from < old.length; from += SIDE_BY_SIDE) {
      const batch = old.slice(from, from + SIDE_BY_SIDE);
      await Promise.all(batch.map((head) => renew(messages, head.room, epochOf(tableId, head))));
    }
    const unchanged = soFar.unchanged + heads.length - old.length;
    soFar = { renewed: soFar.renewed + old.length, unchanged };
    report(soFar);
  }
  return soFar;
}

/** The names of all rooms, of all kinds, page by page. */
export async function* pagesOfRooms(
  messages: Pick<MessageRepository, 'rooms'>,
): AsyncGenerator<readonly string[]> {
  for (const kind of ROOM_KINDS) {
    let from: string | undefined;
    do {
      const { rooms, next } = await messages.rooms({ kind, limit: PAGE, from });
      if (rooms.length > 0) yield rooms;
      from = next;
    } while (from !== undefined);
  }
}

/**
 * The epoch that a log has in a table. Other tables, and other logs of a room that has ended and begun anew, have others:
 * their positions are others, so a cursor of one must not be valid in the other.
 */
export function epochOf(tableId: string, { room, createdAt }: Pick<RoomHead, 'room' | 'createdAt'>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([tableId, room, createdAt]))
    .digest('base64url');
  return digest.slice(0, 22);
}

/** A room whose head is gone by now begins anew by itself. */
async function renew(
  messages: Pick<MessageRepository, 'startEpoch'>,
  room: string,
  epoch: string,
): Promise<void> {
  await messages.startEpoch(room, epoch).catch((error: unknown) => {
    if (!isChatError(error) || error.code !== 'invalid_room') throw error;
  });
}
