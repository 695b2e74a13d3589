import { sliceOf, SLICES, type Standing } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import type { Condition } from '../table/chat-table.js';
import { numberOf } from '../table/item.js';

// A standing: `w<slice>` (attempts in that slice of time), m(uted until), b(anned until), and `s#<room>` (when the user
// last got through in a room in slow mode).

/** Slices behind those of a window whose counts each attempt takes away unseen: all there are, after a short silence. */
const SWEPT = 100;
const COUNT = /^w(\d+)$/;

/** The attribute that holds when a user last got through in a room. */
export function slowAttribute(room: string): string {
  return `s#${room}`;
}

/** Counts an attempt at `at` (epoch milliseconds), and takes away what is too old to count. */
export function counted(at: number, window: number): { readonly add: string; readonly remove: string } {
  const slice = sliceOf(at, window);
  const old = Array.from({ length: SWEPT }, (_, index) => countAttribute(slice - SLICES - 1 - index));
  return { add: `ADD ${countAttribute(slice)} :one`, remove: `REMOVE ${old.join(', ')}` };
}

/** The attempts that an item counts: in the slice of `at`, and in each of a window before it. */
export function countsOf(item: Item, at: number, window: number): readonly number[] {
  const slice = sliceOf(at, window);
  return Array.from({ length: SLICES + 1 }, (_, back) => orNone(item, countAttribute(slice - back)));
}

/** Takes away all counts of an item that are too old to count; `null` where there are just a few. */
export function swept(item: Item, at: number, window: number, few: number): Condition | null {
  const oldest = sliceOf(at, window) - SLICES;
  const relics = Object.keys(item).filter((name) => Number(COUNT.exec(name)?.[1] ?? oldest) < oldest);
  return relics.length <= few ? null : { expression: `REMOVE ${relics.join(', ')}` };
}

/** The standing of an item. */
export function standingOf(userId: string, item: Item): Standing {
  return { userId, mutedUntil: orNone(item, 'm'), bannedUntil: orNone(item, 'b') };
}

/** A number, or 0 where there is none. */
export function orNone(item: Item, name: string): number {
  return item[name] === undefined ? 0 : numberOf(item, name);
}

function countAttribute(slice: number): string {
  return `w${slice}`;
}
