import { timeline, type Line, type Room, type Timeline } from '@serverless-ws/chat-client';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useView } from '../use-view.js';
import { joined } from './joined.js';

/** A room's lines, and how to get more of them. */
export interface ShownTimeline extends Pick<Timeline, 'older' | 'retry' | 'discard'> {
  /** Oldest first: the log as far as it was read, then the messages that wait to be sent. */
  readonly lines: readonly Line[];
  /** Whether there is more of the past; `undefined` until the first page of it was read. */
  readonly hasOlder: boolean | undefined;
}

/**
 * The lines of a room: history, news, edits, deletions, reactions and the outbox as one list. Joins the room, and reads the
 * first page of its past by itself.
 *
 * @example
 * ```tsx
 * const { lines, hasOlder, older } = useTimeline(room);
 * ```
 */
export function useTimeline(room: Room): ShownTimeline {
  const shown = timeline(room);
  const lines = useView(shown);
  const currentHasOlder = useCallback(() => shown.hasOlder, [shown]);
  const hasOlder = useSyncExternalStore(shown.subscribe, currentHasOlder, currentHasOlder);
  useEffect(() => {
    if (shown.hasOlder !== undefined) return;
    // The past begins where the room was joined.
    joined(room)
      .then(() => shown.older())
      .catch(() => undefined);
  }, [room, shown]);
  return useMemo(
    () => ({
      lines,
      hasOlder,
      older: () => shown.older(),
      retry: (id) => shown.retry(id),
      discard: (id) => shown.discard(id),
    }),
    [shown, lines, hasOlder],
  );
}
