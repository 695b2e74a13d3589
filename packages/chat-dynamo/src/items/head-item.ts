import type { RoomHead } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import { numberOf, textOf } from '../table/item.js';
import { TTL_ATTRIBUTE } from '../table-definition.js';

/** The head of a room. Its attributes: "Stored attributes" in the package's README. */
export function headOf(item: Item): RoomHead {
  return {
    room: textOf(item, 'PK').slice('L#'.length),
    epoch: textOf(item, 'e'),
    seq: numberOf(item, 'q'),
    reservedAt: numberOf(item, 't'),
    createdAt: numberOf(item, 'c'),
    shards: numberOf(item, 'n'),
    ...('o' in item && { nonMessages: numberOf(item, 'o') }),
    ...(item['z'] instanceof Set && { unsent: [...item['z']].map(Number).sort((a, b) => a - b) }),
  };
}

/**
 * Whether a head would end before the middle between `now` and the end that it may have (epoch milliseconds). One without
 * an end is, unless it may have none either, as the lobby's.
 */
export function isHalfGone(item: Item, now: number, keptUntil: number | undefined): boolean {
  if (keptUntil === undefined) return false;
  return !(TTL_ATTRIBUTE in item) || numberOf(item, TTL_ATTRIBUTE) * 1_000 < (now + keptUntil) / 2;
}
