import { Icon } from '../icon.js';
import type { PastStatus } from './use-past.js';

/** Its height above lines, in pixels; also in `messages.css`. */
export const PAST_HEIGHT = 64;

interface PastLineProps {
  readonly room: string;
  readonly past: PastStatus;
  readonly onPast: () => void;
  /** Whether there is nothing below it. */
  readonly isEmpty?: boolean;
}

/** The line above a room's messages: more to load, or the beginning. As high in every state, so that nothing jumps. */
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
        <p>No messages yet. Say hello!</p>
      </>
    );
  }
  if (past === 'all') return <p>This is where {room} begins.</p>;
  if (past === 'ended') return null;
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
