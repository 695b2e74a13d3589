import { Icon } from '../icon.js';
import type { PastStatus } from '../rooms/room-state.js';

/** How high it is above lines, in pixels; `messages.css` says the same. */
export const PAST_HEIGHT = 64;

interface PastLineProps {
  readonly room: string;
  readonly past: PastStatus;
  readonly onPast: () => void;
  /** Whether there is nothing below it. */
  readonly isEmpty?: boolean;
}

/** What is above the lines of a room: more, or its beginning. As high in every state, so that nothing jumps. */
export function PastLine({ room, past, onPast, isEmpty = false }: PastLineProps) {
  return (
    <div className={isEmpty ? 'messages past empty' : 'past'} data-past={past}>
      <Past room={room} past={past} onPast={onPast} isEmpty={isEmpty} />
    </div>
  );
}

function Past({ room, past, onPast, isEmpty }: PastLineProps) {
  if (past === 'all' && isEmpty) {
    return (
      <>
        <span className="emblem">
          <Icon name="hash" />
        </span>
        <p className="title">It is quiet in {room}</p>
        <p>Nobody has said anything yet. Say hello!</p>
      </>
    );
  }
  if (past === 'all') return <p>This is where {room} begins.</p>;
  if (past === 'failed') {
    return (
      <button type="button" onClick={onPast}>
        Load what was said before
      </button>
    );
  }
  return (
    <>
      <span className="spinner" aria-hidden="true" />
      <span className="visually-hidden">Loading…</span>
    </>
  );
}
