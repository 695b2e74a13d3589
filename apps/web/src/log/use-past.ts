import type { ShownTimeline } from '@serverless-ws/chat-react';
import { useCallback, useEffect, useState } from 'react';

/** Whether there is more of the past to read; `ended`: nothing can be read, as the connection has ended for good. */
export type PastStatus = 'loading' | 'more' | 'all' | 'failed' | 'ended';

/** The past of a room, as far as it was read. */
export interface Past {
  readonly status: PastStatus;
  /** How many lines were prepended: the list keeps its scroll position by it. */
  readonly prepended: number;
  /** Reads more of it, if there is more and no read is under way. */
  readonly read: () => void;
}

/**
 * Reads the past of one room page by page.
 * @param hasEnded - whether the connection has ended for good
 */
export function usePast(timeline: ShownTimeline, hasEnded: boolean): Past {
  const { hasOlder, older, lines } = timeline;
  const [reading, setReading] = useState<'no' | 'yes' | 'failed'>('no');
  const prepended = usePrepended(timeline);
  const read = useCallback(() => {
    setReading('yes');
    older().then(
      () => setReading('no'),
      () => setReading('failed'),
    );
  }, [older]);
  useEffect(() => {
    // A page may be empty; and the topmost line waits for what is above it.
    if (!hasEnded && hasOlder && lines.length < 2 && reading === 'no') read();
  }, [hasEnded, hasOlder, lines.length, reading, read]);
  const status = statusOf(hasOlder, reading);
  return { status: hasEnded && status !== 'all' ? 'ended' : status, prepended, read };
}

function statusOf(hasOlder: boolean | undefined, reading: 'no' | 'yes' | 'failed'): PastStatus {
  if (reading === 'failed') return 'failed';
  if (reading === 'yes' || hasOlder === undefined) return 'loading';
  return hasOlder ? 'more' : 'all';
}

/** How many lines of the past there are above those that came since the component was mounted. */
function usePrepended({ lines, hasOlder }: ShownTimeline): number {
  const [seen, setSeen] = useState<{ readonly top: string | undefined; readonly prepended: number }>({
    top: undefined,
    prepended: 0,
  });
  const top = lines[0]?.key;
  if (top === seen.top) return seen.prepended;
  const above = seen.top === undefined ? -1 : lines.findIndex(({ key }) => key === seen.top);
  const past = hasOlder === undefined ? 0 : lines.filter(({ kind }) => kind !== 'pending').length;
  const prepended = above < 0 ? past : seen.prepended + above;
  setSeen({ top, prepended });
  return prepended;
}
