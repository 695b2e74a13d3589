import { useMemo } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { PastStatus } from '../rooms/room-state.js';
import { MessageRow } from './message-row.js';
import { beginsDay, beginsGroup, keyOf, type Row } from './rows.js';

/** The index of the first line before anything was put on top of it: more than a room will ever hold. */
const FIRST = 1_000_000_000;

interface MessageListProps {
  readonly rows: readonly Row[];
  /** How many lines have been put on top since the room was opened. */
  readonly prepended: number;
  readonly past: PastStatus;
  readonly userId: string;
  readonly onPast: () => void;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

/** A room's lines: only those in sight are in the page, whatever their number. */
export function MessageList({ rows, prepended, past, userId, onPast, onRetry, onDiscard }: MessageListProps) {
  const first = FIRST - prepended;
  const components = useMemo(
    () => ({ Header: () => <PastLine past={past} onPast={onPast} /> }),
    [past, onPast],
  );
  if (rows.length === 0) {
    return (
      <div className="messages empty">
        {past === 'all' ? (
          <p>Nobody has said anything yet. Say hello!</p>
        ) : (
          <PastLine past={past} onPast={onPast} />
        )}
      </div>
    );
  }
  return (
    <Virtuoso
      className="messages"
      role="log"
      aria-label="Messages"
      tabIndex={0}
      data={rows}
      components={components}
      firstItemIndex={first}
      initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
      alignToBottom
      atBottomThreshold={48}
      followOutput={(isAtBottom) => isAtBottom || rows.at(-1)?.kind === 'pending'}
      increaseViewportBy={{ top: 600, bottom: 200 }}
      startReached={() => {
        if (past === 'more' || past === 'failed') onPast();
      }}
      computeItemKey={(_, row) => keyOf(row, userId)}
      itemContent={(index, row) => {
        const above = rows[index - first - 1];
        return (
          <MessageRow
            row={row}
            isOwn={row.kind === 'pending' || row.entry.sender.id === userId}
            startsDay={beginsDay(row, above)}
            startsGroup={beginsGroup(row, above, userId)}
            onRetry={onRetry}
            onDiscard={onDiscard}
          />
        );
      }}
    />
  );
}

function PastLine({ past, onPast }: { readonly past: PastStatus; readonly onPast: () => void }) {
  if (past === 'all') return <p className="past">This is where it all began.</p>;
  if (past !== 'failed') return <p className="past">{past === 'more' ? '' : 'Loading…'}</p>;
  return (
    <p className="past">
      <button type="button" onClick={onPast}>
        Load what was said before
      </button>
    </p>
  );
}
