import { Icon } from '../icon.js';

interface ToLatestProps {
  /** How many messages have come below since the reader scrolled up. */
  readonly unseen: number;
  readonly onClick: () => void;
}

/** The way back to the newest message. */
export function ToLatest({ unseen, onClick }: ToLatestProps) {
  return (
    <button type="button" className="to-latest" onClick={onClick}>
      <Icon name="down" />
      {unseen === 0 ? 'Latest' : unseen === 1 ? '1 new message' : `${unseen} new messages`}
    </button>
  );
}
