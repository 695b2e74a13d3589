import { Icon } from '../icon.js';

interface ToLatestProps {
  /** How many messages have arrived since the user scrolled up. */
  readonly unseen: number;
  readonly onClick: () => void;
}

/** The button that scrolls to the newest message. */
export function ToLatest({ unseen, onClick }: ToLatestProps) {
  return (
    <button type="button" className="to-latest" onClick={onClick}>
      <Icon name="down" />
      {unseen === 0 ? 'Latest' : unseen === 1 ? '1 new message' : `${unseen} new messages`}
    </button>
  );
}
