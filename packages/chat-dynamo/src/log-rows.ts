import type { LogEntry } from '@serverless-ws/chat-domain';
import { isMessage } from '@serverless-ws/chat-domain';
import { entryOf } from './items/entry-item.js';
import { marksOf } from './items/reactions-item.js';
import { lives, textOf, type Item } from './table/item.js';
import { reactionsPosition } from './table/keys.js';

/** Whether an item holds the reactions to a message, and no entry. */
function holdsReactions(item: Item): boolean {
  return textOf(item, 'SK').endsWith('#R');
}

/**
 * The entries of a part of a log, in the order of its items.
 * @param reactions - whether messages get the reactions that are among these
 */
export function entriesOf(items: readonly Item[], now: number, reactions: boolean): readonly LogEntry[] {
  const summaries = new Map(items.filter(holdsReactions).map((item) => [textOf(item, 'SK'), item]));
  return items
    .filter((item) => isEntry(item, now))
    .map((item) => {
      const entry = entryOf(item);
      if (!reactions || !isMessage(entry)) return entry;
      const marks = marksOf(summaries.get(reactionsPosition(entry.seq)), entry.id, now);
      return marks.length === 0 ? entry : { ...entry, reactions: marks };
    });
}

/** How many entries items hold of which the reactions cannot be among those that follow. */
export function completeEntries(items: readonly Item[], now: number, descending: boolean): number {
  const entries = items.filter((item) => isEntry(item, now)).length;
  const last = items.at(-1);
  const isCut = !descending && last !== undefined && isEntry(last, now);
  return isCut ? entries - 1 : entries;
}

/** How many entries items hold. */
export function countEntries(items: readonly Item[], now: number): number {
  return completeEntries(items, now, true);
}

function isEntry(item: Item, now: number): boolean {
  return !holdsReactions(item) && lives(item, now);
}
