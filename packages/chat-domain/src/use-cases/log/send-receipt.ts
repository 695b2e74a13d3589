import type { VisibleEntry } from '../../model/log-entry.js';
import type { ResolvedRoom } from '../../model/room-reference.js';
import type { Written } from './log-writer.js';

/** The position of an entry in its room's log. */
export interface SendReceipt extends ResolvedRoom {
  readonly epoch: string;
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
  /** Whether it had been stored by an earlier attempt. */
  readonly duplicate: boolean;
  readonly clientMessageId?: string;
  /** What the log holds at `seq` now, if `echo` was `false`: the message, or its tombstone. */
  readonly entry?: VisibleEntry;
}

/** The receipt of what was written for a request. */
export function receiptOf(
  { head, entry, duplicate }: Written,
  {
    clientMessageId,
    echo,
  }: { readonly clientMessageId?: string | undefined; readonly echo?: boolean | undefined },
): SendReceipt {
  return {
    room: head.room,
    epoch: head.epoch,
    seq: entry.seq,
    id: entry.id,
    sentAt: entry.reservedAt,
    duplicate,
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(echo === false && { entry }),
  };
}
