import {
  bucketOf,
  BUCKETS,
  minuteOf,
  type MinuteCounts,
  type ModerationState,
} from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import type { Condition } from '../table/chat-table.js';
import { numberOf } from '../table/item.js';

// The attributes of a moderation state: "Stored attributes" in the package's README.

/** Buckets before the window whose counters each attempt removes without a read: after a short pause, all of them. */
const EXPIRED_BUCKETS = 100;
/** The same for counters of minutes: after a pause of up to an hour, all of them. */
const EXPIRED_MINUTES = 60;
const COUNT = /^([wfp])(\d+)$/;

/** The attribute with the time of the user's last accepted message in a room in slow mode. */
export function slowAttribute(room: string): string {
  return `s#${room}`;
}

/** What an update adds to, and which attributes it removes. */
interface Counting {
  readonly add: string;
  readonly remove: string;
}

/** Counts an attempt at `at` (epoch milliseconds), and its posts if there are any, and removes expired counters. */
export function counted(at: number, window: number, posts: number): Counting {
  const bucket = bucketOf(at, window);
  const old = Array.from({ length: EXPIRED_BUCKETS }, (_, index) =>
    countAttribute(bucket - BUCKETS - 1 - index),
  );
  const attempt = { add: `ADD ${countAttribute(bucket)} :one`, remove: `REMOVE ${old.join(', ')}` };
  if (posts === 0) return attempt;
  const { add, remove } = countedByMinute('p', at);
  return { add: `${attempt.add}, ${add} :posts`, remove: `${attempt.remove}, ${remove}` };
}

/** The counter of a minute, of frames or of posts, and those that have expired. */
export function countedByMinute(kind: 'f' | 'p', at: number): Counting {
  const minute = minuteOf(at);
  const old = Array.from({ length: EXPIRED_MINUTES }, (_, index) => `${kind}${minute - 2 - index}`);
  return { add: `${kind}${minute}`, remove: old.join(', ') };
}

/** The frames or posts that an item counts in the minute of `at`, and in the one before it. */
export function minuteCountsOf(item: Item, kind: 'f' | 'p', at: number): MinuteCounts {
  const minute = minuteOf(at);
  return [orNone(item, `${kind}${minute}`), orNone(item, `${kind}${minute - 1}`)];
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
  const oldest = { w: bucketOf(at, window) - BUCKETS, f: minuteOf(at) - 1, p: minuteOf(at) - 1 };
  const expired = Object.keys(item).filter((name) => {
    const [, kind, bucket] = COUNT.exec(name) ?? [];
    return (kind === 'w' || kind === 'f' || kind === 'p') && Number(bucket) < oldest[kind];
  });
  return expired.length <= few ? null : { expression: `REMOVE ${expired.join(', ')}` };
}

/** The state of an item. */
export function moderationStateOf(userId: string, item: Item): ModerationState {
  const [mutedUntil, bannedUntil, pausedUntil] = [orNone(item, 'm'), orNone(item, 'b'), orNone(item, 'c')];
  return { userId, mutedUntil, bannedUntil, pausedUntil };
}

/** A number, or 0 where there is none. */
export function orNone(item: Item, name: string): number {
  return item[name] === undefined ? 0 : numberOf(item, name);
}

function countAttribute(bucket: number): string {
  return `w${bucket}`;
}
