import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { Icon } from '../icon.js';

/** Bytes of UTF-8 that the server accepts in one text. */
const TEXT_BYTES = 4_096;
/** Bytes left at which the counter appears. */
const WARNING = 512;

const encoder = new TextEncoder();

/** Where messages are written. Enter sends, Shift and Enter begins a line. */
export function Composer({
  room,
  onSend,
}: {
  readonly room: string;
  readonly onSend: (text: string) => void;
}) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // No focus on touch screens: it would open a keyboard over half of the page.
    if (matchMedia('(hover: hover)').matches) input.current?.focus();
  }, []);
  const left = TEXT_BYTES - encoder.encode(text).length;
  const isReady = text.trim() !== '' && left >= 0;

  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!isReady) return;
    onSend(text);
    setText('');
    input.current?.focus();
  };

  return (
    <form className="composer" onSubmit={send}>
      <div className="composer-box">
        <label className="visually-hidden" htmlFor="text">
          Message to {room}
        </label>
        <textarea
          id="text"
          ref={input}
          rows={Math.min(6, text.split('\n').length)}
          placeholder={`Message #${room}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
          }}
          aria-describedby={left < WARNING ? 'text-left' : undefined}
          aria-invalid={left < 0}
        />
        {left < WARNING && (
          <span id="text-left" className="text-left" data-over={left < 0} aria-live="polite">
            {left < 0 ? `${-left} bytes too long` : `${left} bytes left`}
          </span>
        )}
        <button type="submit" className="send" disabled={!isReady} aria-label="Send">
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
