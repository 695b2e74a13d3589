import type { DirectSide, ListedUntil, RoomHead, RoomRetention } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import { numberOf, textOf } from '../table/item.js';
import { TTL_ATTRIBUTE } from '../table-definition.js';

/** The attributes of a direct room's head that say until when its users have it in their lists. */
export const LISTED = { first: 'a', second: 'b' } as const satisfies Record<DirectSide, string>;

const SIDES = ['first', 'second'] as const;

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
    ...(SIDES.some((side) => LISTED[side] in item) && { listedUntil: listedUntilOf(item) }),
    ...('r' in item && { hasReactions: true }),
    ...(item['w'] === true && { batched: true }),
    ...('k' in item && { retention: retentionIn(item) }),
  };
}

function listedUntilOf(item: Item): ListedUntil {
  const known = SIDES.filter((side) => LISTED[side] in item);
  return Object.fromEntries(known.map((side) => [side, numberOf(item, LISTED[side])]));
}

function retentionIn(item: Item): RoomRetention {
  return { period: numberOf(item, 'k'), above: numberOf(item, 'ka'), least: numberOf(item, 'kl') };
}

/**
 * Whether a head would end before the middle between `now` and the end that it may have (epoch milliseconds). One without
 * an end is, unless it may have none either, as the lobby's.
 */
export function isHalfGone(item: Item, now: number, keptUntil: number | undefined): boolean {
  if (keptUntil === undefined) return false;
  return !(TTL_ATTRIBUTE in item) || numberOf(item, TTL_ATTRIBUTE) * 1_000 < (now + keptUntil) / 2;
}

/** Whether a head is known to be on the list of rooms; one that an earlier release has stored may not be. */
export function isListed(item: Item): boolean {
  return 'l' in item;
}
