import { bucketOf, BUCKETS, type ModerationState } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import type { Condition } from '../table/chat-table.js';
import { numberOf } from '../table/item.js';

// The attributes of a moderation state: "Stored attributes" in the package's README.

/** Buckets before the window whose counters each attempt removes without a read: after a short pause, all of them. */
const EXPIRED_BUCKETS = 100;
const COUNT = /^w(\d+)$/;

/** The attribute with the time of the user's last accepted message in a room in slow mode. */
export function slowAttribute(room: string): string {
  return `s#${room}`;
}

/** Counts an attempt at `at` (epoch milliseconds), and removes expired counters. */
export function counted(at: number, window: number): { readonly add: string; readonly remove: string } {
  const bucket = bucketOf(at, window);
  const old = Array.from({ length: EXPIRED_BUCKETS }, (_, index) =>
    countAttribute(bucket - BUCKETS - 1 - index),
  );
  return { add: `ADD ${countAttribute(bucket)} :one`, remove: `REMOVE ${old.join(', ')}` };
}

/** The attempts that an item counts: in the bucket of `at`, and in each of a window before it. */
export function countsOf(item: Item, at: number, window: number): readonly number[] {
  const bucket = bucketOf(at, window);
  return Array.from({ length: BUCKETS + 1 }, (_, back) => orNone(item, countAttribute(bucket - back)));
}

/** Removes all expired counters of an item; `null` where there are at most `few`. */
export function withoutExpiredCounters(
  item: Item,
  at: number,
  window: number,
  few: number,
): Condition | null {
  const oldest = bucketOf(at, window) - BUCKETS;
  const expired = Object.keys(item).filter((name) => Number(COUNT.exec(name)?.[1] ?? oldest) < oldest);
  return expired.length <= few ? null : { expression: `REMOVE ${expired.join(', ')}` };
}

/** The state of an item. */
export function moderationStateOf(userId: string, item: Item): ModerationState {
  return { userId, mutedUntil: orNone(item, 'm'), bannedUntil: orNone(item, 'b') };
}

/** A number, or 0 where there is none. */
export function orNone(item: Item, name: string): number {
  return item[name] === undefined ? 0 : numberOf(item, name);
}

function countAttribute(bucket: number): string {
  return `w${bucket}`;
}
