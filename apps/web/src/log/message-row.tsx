import type { OutboxMessage } from '@serverless-ws/chat-client';
import { memo } from 'react';
import { timeOf, type Row } from './rows.js';

const DAY = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
});
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** What went wrong with a message, for whoever wrote it. */
const REASONS: Readonly<Record<string, string>> = {
  invalid_text: 'The server does not take this text.',
  forbidden: 'You may not write here.',
  not_joined: 'You are not in this room.',
  muted: 'You may not write for now.',
  rate_limited: 'Too many messages at once.',
  expired: 'It could not be sent in time.',
};

interface MessageRowProps {
  readonly row: Row;
  readonly isOwn: boolean;
  readonly startsDay: boolean;
  readonly startsGroup: boolean;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

/** One line: a day where one begins, who and when where a group begins, and what was said, as text and nothing else. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, isOwn, startsDay, startsGroup, onRetry, onDiscard } = props;
  const at = timeOf(row);
  const when = new Date(at);
  const isAnnouncement = (row.kind === 'entry' ? row.entry : row.message).kind === 'announcement';
  return (
    <div className="row" data-starts={startsGroup}>
      {startsDay && <DaySeparator date={when} />}
      <article className="message" data-own={isOwn} data-announcement={isAnnouncement}>
        {startsGroup && (
          <header>
            <span className="sender">{row.kind === 'entry' ? row.entry.sender.name : 'You'}</span>
            {isAnnouncement && <span className="tag">Announcement</span>}
            <time dateTime={when.toISOString()}>{TIME.format(when)}</time>
          </header>
        )}
        <Body row={row} />
        {row.kind === 'pending' && <Progress message={row.message} onRetry={onRetry} onDiscard={onDiscard} />}
      </article>
    </div>
  );
}, isSame);

/** Rows are made anew at every drawing; what they hold is not. */
function isSame(a: MessageRowProps, b: MessageRowProps): boolean {
  const content = ({ row }: MessageRowProps) => (row.kind === 'entry' ? row.entry : row.message);
  return (
    content(a) === content(b) &&
    a.isOwn === b.isOwn &&
    a.startsDay === b.startsDay &&
    a.startsGroup === b.startsGroup
  );
}

function DaySeparator({ date }: { readonly date: Date }) {
  return (
    <div className="day" role="separator" aria-label={DAY.format(date)}>
      <span aria-hidden="true">{DAY.format(date)}</span>
    </div>
  );
}

function Body({ row }: { readonly row: Row }) {
  if (row.kind === 'pending') return <p className="text">{row.message.text}</p>;
  if (row.entry.kind === 'deleted') return <p className="text deleted">This message was deleted.</p>;
  return <p className="text">{row.entry.text}</p>;
}

interface ProgressProps {
  readonly message: OutboxMessage;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

function Progress({ message, onRetry, onDiscard }: ProgressProps) {
  const { clientMessageId, status, reason = '' } = message;
  if (status !== 'failed') {
    return (
      <p className="progress">
        {status === 'waiting' ? 'Waiting…' : status === 'sending' ? 'Sending…' : 'Sent'}
      </p>
    );
  }
  return (
    <p className="progress failed" role="alert">
      Not sent. {REASONS[reason] ?? ''}
      <button type="button" onClick={() => onRetry(clientMessageId)}>
        Try again
      </button>
      <button type="button" onClick={() => onDiscard(clientMessageId)}>
        Discard
      </button>
    </p>
  );
}
