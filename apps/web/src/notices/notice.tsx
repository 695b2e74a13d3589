import { useEffect, useState } from 'react';
import { Icon } from '../icon.js';
import type { Told } from './use-notices.js';

/** Milliseconds that a notice is shown which goes by itself: time to read two lines of it. */
const SHOWN = 7_000;

interface NoticeProps {
  readonly told: Told;
  readonly onClose: (text: string) => void;
}

/** A notice to the user. Over the messages, so that none moves. It does not go while it is pointed at or has the focus. */
export function Notice({ told: { text, stays }, onClose }: NoticeProps) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (stays || isHeld) return;
    const timer = setTimeout(() => onClose(text), SHOWN);
    return () => clearTimeout(timer);
  }, [stays, isHeld, text, onClose]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      className="notice"
      role={stays ? 'alert' : 'status'}
      data-stays={stays}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <span>{text}</span>
      <button type="button" className="quiet" onClick={() => onClose(text)} aria-label="Dismiss">
        <Icon name="close" />
      </button>
    </div>
  );
}
