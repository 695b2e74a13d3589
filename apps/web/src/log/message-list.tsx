import { useRef, useState } from 'react';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import type { PastStatus } from '../rooms/room-state.js';
import { MessageRow } from './message-row.js';
import { PastLine } from './past-line.js';
import { beginsDay, beginsGroup, keyOf, type Row, type Self } from './rows.js';
import { ToLatest } from './to-latest.js';

/** The index of the first line before anything was put on top of it: more than a room will ever hold. */
const FIRST = 1_000_000_000;

/** Pixels above and below what is in sight that are drawn too, so that scrolling meets no blank. */
const OVERSCAN = { top: 1_200, bottom: 400 };

/** What the lines are drawn with. */
export interface MessageListProps {
  readonly room: string;
  readonly rows: readonly Row[];
  /** How many lines have been put on top since the room was opened. */
  readonly prepended: number;
  readonly past: PastStatus;
  readonly self: Self;
  readonly onPast: () => void;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

// Made once: a list whose parts are made anew at every drawing begins anew, too.
const COMPONENTS = {
  Header: ({ context }: { readonly context?: MessageListProps }) => context && <PastLine {...context} />,
  Footer: () => <div className="list-end" />,
};

/** A room's lines: only those in sight are in the page, whatever their number. */
export function MessageList(props: MessageListProps) {
  const { rows, prepended, past, self, onPast, onRetry, onDiscard } = props;
  const list = useRef<VirtuosoHandle>(null);
  const [isAtBottom, setAtBottom] = useState(true);
  // What begins a day or a group depends on the line above. The topmost one is kept back until that is known, so
  // that no line changes its height when older ones come on top.
  const hidden = past !== 'all' && prepended > 0 ? 1 : 0;
  const shown = hidden === 0 ? rows : rows.slice(hidden);
  const first = FIRST - prepended + hidden;
  const end = first + shown.length;
  const [seenEnd, setSeenEnd] = useState(end);
  if (shown.length === 0) return <PastLine {...props} isEmpty />;
  return (
    <div className="messages">
      <Virtuoso
        ref={list}
        className="scroller"
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        data={shown}
        context={props}
        components={COMPONENTS}
        firstItemIndex={first}
        initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
        alignToBottom
        atBottomThreshold={80}
        atBottomStateChange={(isNow) => {
          setAtBottom(isNow);
          setSeenEnd(end);
        }}
        followOutput={(isNow) => isNow || rows.at(-1)?.kind === 'pending'}
        increaseViewportBy={OVERSCAN}
        startReached={() => {
          if (past === 'more' || past === 'failed') onPast();
        }}
        computeItemKey={(_, row) => keyOf(row, self.id)}
        itemContent={(index, row) => {
          const above = rows[index - first - 1 + hidden];
          return (
            <MessageRow
              row={row}
              self={self}
              startsDay={beginsDay(row, above)}
              startsGroup={beginsGroup(row, above, self)}
              onRetry={onRetry}
              onDiscard={onDiscard}
            />
          );
        }}
      />
      {!isAtBottom && (
        <ToLatest
          unseen={Math.max(0, end - seenEnd)}
          onClick={() => list.current?.scrollToIndex({ index: 'LAST', align: 'end' })}
        />
      )}
    </div>
  );
}
