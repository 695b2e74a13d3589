import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { hasVisibleCharacter } from '@serverless-ws/chat-protocol';
import { Icon } from '../icon.js';
import { isSendKey } from './composition.js';
import { SubjectLine, type Subject } from './subject-line.js';

/** Bytes of UTF-8 that the server accepts in one text. */
const TEXT_BYTES = 4_096;
/** Bytes left at which the counter appears. */
const WARNING = 512;

const encoder = new TextEncoder();

interface ComposerProps {
  /** Its name, or that of the other user. */
  readonly room: string;
  readonly isDirect: boolean;
  /** What was written in this room and not sent. */
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** What the text is about: `null` for a message by itself. */
  readonly subject: Subject | null;
  readonly onCancel: () => void;
  /** The user wants to change their last message. */
  readonly onUp: () => void;
  readonly onSend: (text: string) => void;
}

/** Where messages are written. Enter sends, Shift and Enter begins a line. */
export function Composer({ room, isDirect, draft, onDraft, subject, onCancel, onUp, onSend }: ComposerProps) {
  const [text, setText] = useState(draft);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // No focus on touch screens: it would open a keyboard over half of the page.
    if (matchMedia('(hover: hover)').matches || subject !== null) input.current?.focus();
  }, [subject]);
  const left = TEXT_BYTES - encoder.encode(text).length;
  const isReady = hasVisibleCharacter(text) && left >= 0;

  const write = (written: string) => {
    setText(written);
    onDraft(written);
  };
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!isReady) return;
    onSend(text);
    write('');
    input.current?.focus();
  };

  return (
    <form className="composer" onSubmit={send}>
      {subject !== null && <SubjectLine subject={subject} onCancel={onCancel} />}
      <div className="composer-box">
        <label className="visually-hidden" htmlFor="text">
          Message to {room}
        </label>
        <textarea
          id="text"
          ref={input}
          rows={Math.min(6, text.split('\n').length)}
          placeholder={`Message ${isDirect ? '' : '#'}${room}`}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (isSendKey(event.nativeEvent)) send(event);
            else if (event.key === 'Escape' && subject !== null) onCancel();
            else if (event.key === 'ArrowUp' && text === '') {
              event.preventDefault();
              onUp();
            }
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
