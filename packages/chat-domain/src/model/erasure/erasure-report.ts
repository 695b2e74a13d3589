/** What an erasure has erased, in numbers. Of one that was interrupted, each run counts what it has done itself. */
export interface ErasureCounts {
  /** Messages, deleted ones included: of each a tombstone is left. */
  readonly messages: number;
  /** Entries that say that the user has deleted a message: they are left, without the user. */
  readonly deletions: number;
  /** Edits, reactions and entries of a team's own kinds: of each an empty position is left. */
  readonly changes: number;
  /** Rows by which messages are stored once and found, with what a review has put in their place or said of them. */
  readonly records: number;
  /** Entries of others, in direct rooms, which say no more whom they are to. */
  readonly received: number;
  /** Rooms that the user follows, and how far they have read them. */
  readonly follows: number;
  /** Rows of direct rooms in the lists of the other users, with the name of the user. */
  readonly peers: number;
  readonly invitations: number;
  /** Blocks of others by the user. */
  readonly blocks: number;
  readonly connections: number;
  /** Rooms in which something was erased, and whose open clients were told. */
  readonly rooms: number;
}

/** What an erasure leaves, and why. */
export interface Remainder {
  readonly what: string;
  readonly why: string;
}

/** The result of an erasure. */
export interface ErasureReport {
  readonly userId: string;
  /** Epoch milliseconds. What the user has stored until then is erased. */
  readonly startedAt: number;
  /** Epoch milliseconds. */
  readonly finishedAt: number;
  readonly erased: ErasureCounts;
  /** Until when the user cannot connect or send, in epoch milliseconds. */
  readonly bannedUntil: number;
  readonly left: readonly Remainder[];
}

/** Nothing erased yet. */
export const NOTHING_ERASED: ErasureCounts = Object.freeze({
  ...{ messages: 0, deletions: 0, changes: 0, records: 0, received: 0, follows: 0, peers: 0 },
  ...{ invitations: 0, blocks: 0, connections: 0, rooms: 0 },
});

/** What every erasure leaves: nothing leads from a user to these, or they are kept for the safety of others. */
export const LEFT: readonly Remainder[] = Object.freeze([
  { what: 'mentions of the user, and their name in what others wrote', why: 'content of others' },
  { what: 'blocks of the user by others', why: 'they protect those who set them' },
  { what: 'audit records that name the user', why: 'safety: they end by themselves' },
  { what: 'the ban and the counters of the user', why: 'without the ban, an open token could write again' },
  { what: 'rows that had ended before', why: 'unreadable; the store deletes them within days' },
  {
    what: 'backups',
    why: 'they end after 35 days; a restored table is erased again by the record of erasures',
  },
  { what: 'logs', why: 'they hold ids, no text and no name, and end by themselves' },
  { what: 'what was sent to a review, an event sink and open clients', why: 'it has left the chat' },
  {
    what: 'requests of backends that wait, and their dead letters',
    why: 'no user leads to them; what is delivered after the erasure is published: delete those that are in the name of the user',
  },
  {
    what: 'sanctions and invitations by or of the user, while they wait to become events',
    why: 'they hold ids, no text and no name, and end within days',
  },
  { what: 'what others write to the user or about them from now on', why: 'it is written after the erasure' },
]);
