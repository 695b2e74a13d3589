import { ChatError, roomKind, type RoomPage, type RoomPageOptions } from '@serverless-ws/chat-domain';
import { update, type ChatTable } from './table/chat-table.js';
import { textOf } from './table/item.js';
import { roomsPartition } from './table/keys.js';
import { queryPage } from './table/query-page.js';
import { TTL_ATTRIBUTE } from './table-definition.js';

/**
 * Lists that the rooms of a kind are spread over: a partition takes 1,000 writes a second, and a stage 2,000 frames.
 * More would make reading a short list cost more.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
const LISTS = 4;

/** Until when a room without an end is listed, in epoch seconds. */
export const LISTED_FOR_EVER = Number.MAX_SAFE_INTEGER;

/**
 * Until when to list a room whose head ends then, both in epoch seconds: half as long again from `now` (epoch
 * milliseconds), so that a room in use is listed anew only when that half is used up, not whenever its end moves.
 */
export function listedUntil(end: number, now: number): number {
  return end + Math.max(0, Math.ceil((end - now / 1_000) / 2));
}

/**
 * Puts a room on the list of its kind, or keeps it there for longer.
 *
 * @param until - epoch seconds from which the row may be deleted; an earlier one changes nothing
 */
export async function listRoom(table: ChatTable, room: string, until: number, now: number): Promise<void> {
  const key = { PK: roomsPartition(roomKind(room), listOf(room)), SK: room };
  const names = { '#ttl': TTL_ATTRIBUTE };
  const values = { ':now': now, ':until': until };
  const change =
    until === LISTED_FOR_EVER
      ? { expression: 'SET t = :now REMOVE #ttl', values: { ':now': now }, names }
      : { expression: 'SET t = :now, #ttl = :until', values, names };
  // The condition failed: the room is listed until then or longer, by another writer.
  await update(
    table,
    key,
    change,
    until === LISTED_FOR_EVER ? undefined : 'attribute_not_exists(PK) OR #ttl < :until',
  );
}

/** A page of the rooms of a kind, list after list. */
export async function listedRooms(
  table: ChatTable,
  { kind, limit, from = '0' }: RoomPageOptions,
): Promise<RoomPage> {
  const rooms: string[] = [];
  // It may have come from a client.
  const [, first, name] = /^(\d)(?::([\w.-]{1,64}))?$/.exec(from) ?? [];
  if (first === undefined) throw new ChatError('bad_request', 'This is no page of rooms.');
  let after = name;
  for (let list = Number(first); list < LISTS; list += 1, after = undefined) {
    if (rooms.length >= limit) return { rooms, next: String(list) };
    const range = { partition: roomsPartition(kind, list) };
    const options = {
      limit: limit - rooms.length,
      attributes: ['SK'],
      ...(after !== undefined && { after }),
    };
    const page = await queryPage(table, range, options);
    rooms.push(...page.items.map((item) => textOf(item, 'SK')));
    if (page.next !== undefined) return { rooms, next: `${list}:${page.next}` };
  }
  return { rooms };
}

/** The list of a room: FNV-1a of its name. */
function listOf(room: string): number {
  let hash = 0x811c9dc5;
  for (const character of room) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % LISTS;
}
