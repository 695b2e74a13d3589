import { timeline, type Line, type Room, type Timeline } from '@serverless-ws/chat-client';
import { useEffect } from 'react';
import { useView } from './use-view.js';

/** A room's lines, and how to get more of them. */
export interface ShownTimeline extends Pick<Timeline, 'older' | 'retry' | 'discard'> {
  /** Oldest first: the log as far as it was read, then the messages that wait to be sent. */
  readonly lines: readonly Line[];
  /** Whether there is more of the past; `true` until it is known. */
  readonly hasOlder: boolean;
}

/** The lines of a room; the first page of its past is read by itself. */
export function useTimeline(room: Room): ShownTimeline {
  const shown = timeline(room);
  const lines = useView(shown);
  useEffect(() => {
    if (shown.hasOlder === undefined) shown.older().catch(() => undefined);
  }, [shown]);
  return {
    lines,
    hasOlder: shown.hasOlder ?? true,
    older: () => shown.older(),
    retry: (id) => shown.retry(id),
    discard: (id) => shown.discard(id),
  };
}
