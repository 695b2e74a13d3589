import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { User } from '@serverless-ws/chat-client';
import { hasVisibleCharacter } from '@serverless-ws/chat-protocol';
import { Icon } from '../icon.js';
import { LIST_ID, optionId, Suggestions } from '../mentions/suggestions.js';
import { useCompletion } from '../mentions/use-completion.js';
import { isComposing, isSendKey } from './composition.js';
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
  /** Whether the connection has ended for good: nothing is sent then, and what is written stays. */
  readonly isClosed: boolean;
  /** Who can be mentioned; none before the text has an `@`. */
  readonly people: readonly User[];
  /** What stands beside the text field. */
  readonly attach: ReactNode;
  /** What stands above it. */
  readonly above: ReactNode;
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
export function Composer(props: ComposerProps) {
  const { room, isDirect, isClosed, people, attach, above, draft, onDraft, subject, onCancel, onUp, onSend } =
    props;
  const [text, setText] = useState(draft);
  const input = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // No focus on touch screens: it would open a keyboard over half of the page.
    if (matchMedia('(hover: hover)').matches || subject !== null) input.current?.focus();
  }, [subject]);
  const left = TEXT_BYTES - encoder.encode(text).length;
  const isReady = !isClosed && hasVisibleCharacter(text) && left >= 0;

  const write = (written: string) => {
    setText(written);
    onDraft(written);
  };
  const completion = useCompletion(input, text, people, write);
  const isOffering = completion.offered.length > 0;
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (!isReady) return;
    onSend(text);
    write('');
    input.current?.focus();
  };

  return (
    <form className="composer" onSubmit={send}>
      <Suggestions completion={completion} />
      {above}
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
          onSelect={completion.moved}
          onKeyDown={(event) => {
            if (!isComposing(event.nativeEvent) && completion.onKey(event)) return;
            if (isSendKey(event.nativeEvent)) send(event);
            else if (event.key === 'Escape' && subject !== null) onCancel();
            else if (event.key === 'ArrowUp' && text === '') {
              event.preventDefault();
              onUp();
            }
          }}
          aria-autocomplete="list"
          aria-controls={isOffering ? LIST_ID : undefined}
          aria-activedescendant={isOffering ? optionId(completion.active) : undefined}
          aria-describedby={left < WARNING ? 'text-left' : undefined}
          aria-invalid={left < 0}
        />
        {left < WARNING && (
          <span id="text-left" className="text-left" data-over={left < 0} aria-live="polite">
            {left < 0 ? `${-left} bytes too long` : `${left} bytes left`}
          </span>
        )}
        {attach}
        <button type="submit" className="send" disabled={!isReady} aria-label="Send">
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
