import type { Line } from '@serverless-ws/chat-client';
import { memo } from 'react';
import { Avatar } from '../people/avatar.js';
import { dayLabel } from '../days/day-label.js';
import { MessageText } from '../text/message-text.js';
import { DeliveryMark, Failure } from './delivery.js';
import { contentOf, kindOf, senderOf, timeOf, type Self } from './rows.js';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

interface MessageRowProps {
  readonly row: Line;
  readonly self: Self;
  readonly startsDay: boolean;
  /** The first moment of the day that it is. */
  readonly today: number;
  readonly startsGroup: boolean;
  readonly onRetry: (clientMessageId: string) => void;
  readonly onDiscard: (clientMessageId: string) => void;
}

/** One line: a day where one begins, who and when where a group begins, and the message, as plain text. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, self, startsDay, today, startsGroup, onRetry, onDiscard } = props;
  const kind = kindOf(row);
  const sender = senderOf(row, self);
  const when = new Date(timeOf(row));
  const isOwn = sender.id === self.id;
  const time = (
    <time dateTime={when.toISOString()} title={FULL.format(when)}>
      {TIME.format(when)}
    </time>
  );
  return (
    <div className="row" data-starts={startsGroup} data-seq={row.kind === 'pending' ? undefined : row.seq}>
      {startsDay && <DaySeparator label={dayLabel(when, new Date(today))} />}
      <article className="message" data-own={isOwn} data-kind={kind}>
        <div className="gutter">{startsGroup ? <Avatar id={sender.id} name={sender.name} /> : time}</div>
        <div className="said">
          <header className={startsGroup ? undefined : 'visually-hidden'}>
            <span className="sender">{sender.name}</span>
            {kind === 'announcement' && <span className="tag">Announcement</span>}
            {startsGroup && time}
          </header>
          <Text row={row} />
          {row.kind === 'pending' && row.message.status === 'failed' && (
            <Failure message={row.message} onRetry={onRetry} onDiscard={onDiscard} />
          )}
        </div>
        {isOwn && kind !== 'deleted' && (
          <DeliveryMark status={row.kind === 'pending' ? row.message.status : 'sent'} />
        )}
      </article>
    </div>
  );
}, isSame);

/** Every render makes new rows; their content stays the same object. */
function isSame(a: MessageRowProps, b: MessageRowProps): boolean {
  return (
    contentOf(a.row) === contentOf(b.row) &&
    a.startsDay === b.startsDay &&
    a.startsGroup === b.startsGroup &&
    (a.today === b.today || !a.startsDay)
  );
}

function DaySeparator({ label }: { readonly label: string }) {
  return (
    <div className="day" role="separator" aria-label={label}>
      <span aria-hidden="true">{label}</span>
    </div>
  );
}

function Text({ row }: { readonly row: Line }) {
  if (row.kind === 'deleted') return <p className="text deleted">This message was deleted.</p>;
  return <MessageText text={row.kind === 'pending' ? row.message.text : row.text} />;
}
