import { unreadIn, type RoomHead } from '@serverless-ws/chat-domain';

/** A message as it stands in the log at the end. */
export interface Settled {
  readonly seq: number;
  readonly id: string;
  readonly clientMessageId: string;
  /** How many positions up to there were reserved for what is no message. */
  readonly nonMessages: number;
}

/** The log of the room at the end. */
export interface SettledLog {
  readonly head: Pick<RoomHead, 'epoch' | 'seq' | 'nonMessages' | 'unsent'>;
  readonly messages: readonly Settled[];
}

/** What one client has to show at the end. */
export interface Witness {
  readonly userId: string;
  /** Ids by position: everything it took for final. */
  readonly known: ReadonlyMap<number, string>;
  /** Its messages that were acknowledged. */
  readonly acked: ReadonlySet<string>;
  /** Ids of what was pushed to it. */
  readonly pushed: ReadonlySet<string>;
  /** Entries that it showed twice, or below one that it had shown. */
  readonly disorders: number;
}

/** How a run ended. */
export interface Verdict {
  /** Acknowledged, and nowhere in the log. */
  readonly lostFromLog: number;
  /** In the log, and not at this position of a client's; or the other way round. */
  readonly lostAtClients: number;
  /** Sent while nothing went wrong, to a client that was there, and never pushed. */
  readonly lostPushes: number;
  /** In the log more than once, or shown so, or out of order. */
  readonly doubled: number;
  /** Messages up to which one may have read, and would be told of fewer unread ones than there are. */
  readonly miscounted: number;
  /** Messages that clients hold, all together. */
  readonly delivered: number;
}

/**
 * Compares what every client holds with the log.
 * @param quiet - ids of messages that every client must have been pushed
 */
export function verdict(
  { head, messages: log }: SettledLog,
  witnesses: readonly Witness[],
  quiet: ReadonlySet<string>,
): Verdict {
  const placed = new Set(log.map(({ clientMessageId }) => clientMessageId));
  const byPosition = new Map(log.map(({ seq, id }) => [seq, id]));
  const quietIds = log.filter(({ clientMessageId }) => quiet.has(clientMessageId)).map(({ id }) => id);
  const sum = (count: (witness: Witness) => number) =>
    witnesses.reduce((total, witness) => total + count(witness), 0);
  return {
    lostFromLog: sum(({ acked }) => [...acked].filter((id) => !placed.has(id)).length),
    lostAtClients: sum(({ known }) => differences(known, byPosition)),
    lostPushes: sum(({ pushed }) => quietIds.filter((id) => !pushed.has(id)).length),
    doubled: log.length - placed.size + sum(({ disorders }) => disorders),
    miscounted: log.filter((mark, index) => unreadAbove(head, mark) < log.length - index - 1).length,
    delivered: sum(({ known }) => known.size),
  };
}

/** How many messages are unread above one. */
export function unreadAbove(
  head: SettledLog['head'],
  { seq, nonMessages }: Pick<Settled, 'seq' | 'nonMessages'>,
): number {
  const { epoch } = head;
  const whole = { room: '', reservedAt: 0, createdAt: 0, shards: 1, ...head };
  return unreadIn(whole, { epoch, seq, nonMessages });
}

function differences(known: ReadonlyMap<number, string>, log: ReadonlyMap<number, string>): number {
  const positions = new Set([...known.keys(), ...log.keys()]);
  return [...positions].filter((seq) => known.get(seq) !== log.get(seq)).length;
}
