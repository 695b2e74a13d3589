import type { Person } from '../identity.js';
import type { Deletion, Filler, Message, Tombstone, VisibleEntry } from '../log-entry.js';

/** Who stands in the place of a user whose data was erased. No user has this id: `isUserId` does not hold for it. */
export const ERASED: Person = Object.freeze({ id: '', name: '' });

/** What may be left of an entry when its sender is erased. */
export type ErasedEntry = Tombstone | Deletion | Filler;

/**
 * What is left of an entry when its sender is erased: of a message its tombstone, so that its position stays what it was; of
 * a deletion that the message is gone; of all else no more than the position. Neither has a name, an id of a user or what a
 * client has chosen.
 */
export function erasedEntry(entry: VisibleEntry): ErasedEntry {
  const { seq, reservedAt, expiresAt, nonMessages, id, pushed } = entry;
  const position = { seq, reservedAt, expiresAt, ...(nonMessages !== undefined && { nonMessages }) };
  const to = entry.to === undefined ? {} : { to: ERASED.id };
  const signed = { ...position, id, sender: ERASED, ...to, ...(pushed !== undefined && { pushed }) };
  if (entry.kind === 'deletion') return { ...signed, kind: 'deletion', target: entry.target };
  return isOfMessage(entry) ? { ...signed, kind: 'tombstone' } : { ...position, kind: 'filler' };
}

function isOfMessage(entry: VisibleEntry): entry is Message | Tombstone {
  return ['message', 'announcement', 'tombstone'].includes(entry.kind);
}
