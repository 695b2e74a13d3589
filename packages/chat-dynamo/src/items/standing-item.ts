import { ATTEMPTS_KEPT, type Standing } from '@serverless-ws/chat-domain';
import type { Item } from '../table/item.js';
import type { Condition } from '../table/chat-table.js';
import { numberOf } from '../table/item.js';

// A standing: t0, t1, … (the attempts, latest first), m(uted until), b(anned until), and `s#<room>` (when the user last
// got through in a room in slow mode).

/** The attribute that holds when a user last got through in a room. */
export function slowAttribute(room: string): string {
  return `s#${room}`;
}

/** Moves the attempts up by one and puts `at` (epoch milliseconds) first: every operand is what it was before. */
export function shift(at: number, keep: number): Condition {
  const moves = Array.from(
    { length: Math.min(keep, ATTEMPTS_KEPT) - 1 },
    (_, index) => `t${index + 1} = if_not_exists(t${index}, :none), `,
  );
  const values = { ':at': at, ...(moves.length > 0 && { ':none': 0 }) };
  return { expression: `SET ${moves.join('')}t0 = :at`, values };
}

/** The standing of an item, with `keep` attempts at most. */
export function standingOf(userId: string, item: Item, keep: number = ATTEMPTS_KEPT): Standing {
  const attempts: number[] = [];
  for (let index = 0; index < keep; index += 1) {
    const at = orNone(item, `t${index}`);
    if (at === 0) break;
    attempts.push(at);
  }
  return { userId, attempts, mutedUntil: orNone(item, 'm'), bannedUntil: orNone(item, 'b') };
}

/** A number, or 0 where there is none. */
export function orNone(item: Item, name: string): number {
  return item[name] === undefined ? 0 : numberOf(item, name);
}
