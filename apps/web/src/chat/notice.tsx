import { Icon } from '../icon.js';

/** Something the reader should know, until it is dismissed. Over the messages, so that none moves. */
export function Notice({ text, onDismiss }: { readonly text: string; readonly onDismiss: () => void }) {
  return (
    <div className="notice" role="alert">
      <span>{text}</span>
      <button type="button" className="quiet" onClick={onDismiss} aria-label="Dismiss">
        <Icon name="close" />
      </button>
    </div>
  );
}
