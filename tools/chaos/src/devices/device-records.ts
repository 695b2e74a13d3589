import { DEVICE_ROOM } from './device.js';

/** Milliseconds after which every read shows what was written: what is eventually consistent is five seconds old at most. */
const VISIBLE = 6_000;

/** What was asked of a message: what it is to say. */
export interface AskedText {
  readonly text: string;
  /** The id of the message that is edited; of none, where it is one itself. */
  readonly target?: string;
}

/** A change that was acknowledged. */
export interface AckedChange {
  readonly log: string;
  readonly seq: number;
  readonly id: string;
}

/** The name of a log: that of the room, or the two users of a direct one. */
export function logOf(userId: string, name: string): string {
  return name === DEVICE_ROOM ? name : [userId, name].sort().join('+');
}

/** What devices were told, and what was wrong with it. */
export class DeviceRecords {
  /** Texts by client message ids. */
  readonly texts = new Map<string, AskedText>();
  /** Acknowledged messages, edits and reactions by client message ids. */
  readonly acked = new Map<string, AckedChange>();
  /** The highest acknowledged position of each log, and the name of its room. */
  readonly heads = new Map<string, { seq: number; room: string }>();
  /** How often each action was answered for good. */
  readonly answered = new Map<string, number>();
  /** Direct messages that were sent while nothing went wrong. */
  readonly quiet = new Set<string>();
  /** The highest acknowledged mark, by user and log. */
  readonly marks = new Map<string, { readonly seq: number; readonly at: number }>();
  /** Counts of unread messages that were too low, marks that went back, and lists of members that were wrong. */
  miscounted = 0;
  marksBack = 0;
  wrongLists = 0;

  acknowledge(clientMessageId: string, room: string, change: AckedChange): void {
    this.acked.set(clientMessageId, change);
    const known = this.heads.get(change.log)?.seq ?? 0;
    this.heads.set(change.log, { seq: Math.max(known, change.seq), room });
  }

  /** A mark was acknowledged. */
  mark(userId: string, log: string, seq: number): void {
    const key = `${userId} ${log}`;
    if ((this.marks.get(key)?.seq ?? 0) < seq) this.marks.set(key, { seq, at: Date.now() });
  }

  /**
   * Judges a row of a list that was asked for at a moment.
   * @param messages - those that the device knew, with the times at which it saw them
   */
  judgeListed(
    {
      userId,
      log,
      read,
      unread,
    }: { readonly userId: string; readonly log: string; readonly read: number; readonly unread: number },
    messages: Iterable<{ readonly seq: number; readonly at: number }>,
    asked: number,
  ): void {
    const least = [...messages].filter(({ seq, at }) => seq > read && at < asked - VISIBLE).length;
    if (unread < least) this.miscounted += 1;
    const mark = this.marks.get(`${userId} ${log}`);
    if (mark !== undefined && mark.at < asked - VISIBLE && read < mark.seq) this.marksBack += 1;
  }

  /** Judges the users of the room that a list names: those who are there must be in it, and no other if it is whole. */
  judgeMembers(users: readonly string[], there: readonly string[], isWhole: boolean): void {
    const isMissing = there.some((user) => !users.includes(user));
    const isGhost = isWhole && users.some((user) => !there.includes(user));
    if (isMissing || isGhost) this.wrongLists += 1;
  }
}
