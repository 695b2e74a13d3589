import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Line } from '@serverless-ws/chat-client';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { useToday } from '../days/use-today.js';
import type { LineActions } from '../actions/line-actions.js';
import type { Jump } from '../search/matches.js';
import { MessageRow } from './message-row.js';
import { PAST_HEIGHT, PastLine } from './past-line.js';
import { quotedBy } from './quote.js';
import { beginsDay, beginsGroup, unseenOf, type Self } from './rows.js';
import { stepThrough } from './step-through.js';
import { ToLatest } from './to-latest.js';
import { useAfterFrames } from './use-after-frames.js';
import type { PastStatus } from './use-past.js';

/** Pixels above and below the viewport that are rendered too, so that scrolling shows no blank. */
const OVERSCAN = 1_600;
/** Pixels from the top at which older lines are requested: early, so that they arrive in time. */
const EARLY = 2_000;
/** Pixels from the bottom that still count as the bottom, and the margin that is left free there. */
const NEAR = 80;
const MARGIN = 16;

/** The props of the list. */
export interface MessageListProps {
  readonly room: string;
  readonly rows: readonly Line[];
  /** How many lines have been prepended since the room was opened. */
  readonly prepended: number;
  readonly past: PastStatus;
  readonly self: Self;
  readonly onPast: () => void;
  readonly actions: LineActions;
  /** The position to show, once it is there; else the end. */
  readonly target: Jump | undefined;
}

/** A room's lines, however many: only those in view are in the DOM. */
export function MessageList(props: MessageListProps) {
  const { room, past, prepended, rows } = props;
  // Whether a line begins a day or a group depends on the line above. The topmost line is hidden until that is
  // known, so that no line changes its height when older ones are prepended.
  const hidden = past !== 'all' && prepended > 0 ? 1 : 0;
  if (rows.length === hidden) return <PastLine room={room} past={past} onPast={props.onPast} isEmpty />;
  return <Lines {...props} hidden={hidden} />;
}

function Lines(props: MessageListProps & { readonly hidden: number }) {
  const { room, rows, hidden, prepended, past, self, onPast, actions, target } = props;
  const today = useToday();
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  // Each is shown once: the one of the address not again after a search.
  const [reached] = useState(() => new WeakSet<Jump>());
  const [isAtBottom, setAtBottom] = useState(true);
  const above = prepended - hidden;
  const drawnAbove = useFromNextFrame(above, scroller);
  const isDrawn = drawnAbove === above;
  const isSettled = useAfterFrames(2);
  const held = Math.max(0, prepended - drawnAbove);
  const shown = held === 0 ? rows : rows.slice(held);
  // How many lines the list has, without those that were prepended.
  const end = rows.length - prepended;
  const [seenEnd, setSeenEnd] = useState(end);
  const drawn = useRef({ above: drawnAbove, end });
  const isOlder = drawn.current.above !== drawnAbove;

  const toLatest = () => {
    list.current?.scrollToIndex(shown.length - 1, { align: 'end', offset: MARGIN });
  };
  const askIfNear = (statuses: readonly PastStatus[]) => {
    // `scrollOffset` of the list is older than the scroll correction for the prepended lines.
    const isNear = (scroller.current?.scrollTop ?? 0) < EARLY;
    if (isNear && isDrawn && statuses.includes(past)) onPast();
  };
  const look = () => {
    const { scrollOffset, viewportSize, scrollSize } = list.current ?? {};
    const left = (scrollSize ?? 0) - (scrollOffset ?? 0) - (viewportSize ?? 0);
    setAtBottom(left < NEAR);
    if (left < NEAR) setSeenEnd(end);
  };

  const targetIndex = () => shown.findIndex((row) => row.kind !== 'pending' && row.seq === target?.seq);
  useLayoutEffect(() => {
    const found = targetIndex();
    if (target === undefined || found < 0) return toLatest();
    reached.add(target);
    list.current?.scrollToIndex(found, { align: 'center' });
  }, []);
  useEffect(() => {
    if (target === undefined || reached.has(target)) return;
    const found = targetIndex();
    if (found < 0) return;
    reached.add(target);
    // In a frame of its own: lines that were just prepended move the list in this one.
    requestAnimationFrame(() => {
      const { scrollSize = 0, viewportSize = 0 } = list.current ?? {};
      // Else the list would go back to its end when the lines there are measured.
      if (scrollSize > viewportSize + NEAR) setAtBottom(false);
      list.current?.scrollToIndex(found, { align: 'center' });
    });
  });
  useLayoutEffect(() => {
    const isNewer = drawn.current.end !== end;
    drawn.current = { above: drawnAbove, end };
    if (isNewer && (isAtBottom || rows.at(-1)?.kind === 'pending')) toLatest();
  });
  useEffect(() => askIfNear(['more']));

  return (
    <div className="messages">
      <div
        ref={scroller}
        className="scroller"
        data-settled={isSettled}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        onKeyDown={stepThrough}
      >
        <PastLine room={room} past={isDrawn ? past : 'loading'} onPast={onPast} />
        <Virtualizer
          ref={list}
          data={shown}
          shift={isOlder}
          startMargin={PAST_HEIGHT}
          bufferSize={OVERSCAN}
          onScroll={() => {
            look();
            askIfNear(['more', 'failed']);
          }}
          onResize={() => {
            if (isAtBottom) toLatest();
          }}
        >
          {(row, index) => {
            const lineAbove = rows[index + held - 1];
            return (
              <MessageRow
                key={row.key}
                row={row}
                self={self}
                startsDay={beginsDay(row, lineAbove)}
                today={today}
                startsGroup={beginsGroup(row, lineAbove, self)}
                quoted={quotedBy(row, rows)}
                isTarget={row.kind !== 'pending' && row.seq === target?.seq}
                actions={actions}
              />
            );
          }}
        </Virtualizer>
      </div>
      {!isAtBottom && <ToLatest unseen={unseenOf(rows, prepended + seenEnd, self)} onClick={toLatest} />}
    </div>
  );
}

/**
 * How many lines were prepended, as of the next frame. The list corrects its scroll position for the lines it measured,
 * and learns its position from the scroll event: lines prepended in between would make it render the old lines by their
 * old indexes, and show none. A frame begins with the scroll event; after the list has moved for the new lines we
 * dispatch another at once, as it measures them in the same frame.
 */
function useFromNextFrame(above: number, scroller: RefObject<HTMLElement | null>): number {
  const [drawn, setDrawn] = useState(above);
  useEffect(() => {
    if (drawn === above) return;
    const frame = requestAnimationFrame(() => {
      flushSync(() => setDrawn(above));
      scroller.current?.dispatchEvent(new Event('scroll'));
    });
    return () => cancelAnimationFrame(frame);
  }, [drawn, above, scroller]);
  return drawn;
}
