import type { Line, MessageLine } from '@serverless-ws/chat-client';
import { memo } from 'react';
import { Avatar } from '../people/avatar.js';
import { dayLabel } from '../days/day-label.js';
import { MessageText } from '../text/message-text.js';
import { DeliveryMark, Failure } from './delivery.js';
import type { LineActions } from '../actions/line-actions.js';
import { MessageMenu } from '../actions/message-menu.js';
import { Quote } from './quote.js';
import { Reactions } from '../actions/reactions.js';
import { Time } from '../days/time.js';
import { contentOf, kindOf, senderOf, timeOf, type Self } from './rows.js';

interface MessageRowProps {
  readonly row: Line;
  readonly self: Self;
  readonly startsDay: boolean;
  /** The first moment of the day that it is. */
  readonly today: number;
  readonly startsGroup: boolean;
  /** The line that it answers: `undefined` for none, `null` where it is not loaded. */
  readonly quoted: Line | null | undefined;
  /** Whether the address of the page names it. */
  readonly isTarget: boolean;
  readonly actions: LineActions;
}

/** One line: a day where one begins, who and when where a group begins, and the message, as plain text. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, self, startsDay, today, startsGroup, quoted, isTarget, actions } = props;
  const kind = kindOf(row);
  const sender = senderOf(row, self);
  const when = new Date(timeOf(row));
  const isOwn = sender.id === self.id;
  const mentionsMe = isMessage(row) && (row.mentions?.includes(self.id) ?? false);
  return (
    <div className="row" data-starts={startsGroup} data-seq={row.kind === 'pending' ? undefined : row.seq}>
      {startsDay && <DaySeparator label={dayLabel(when, new Date(today))} />}
      <article
        className="message"
        data-own={isOwn}
        data-kind={kind}
        data-target={isTarget}
        data-mentions-me={mentionsMe}
      >
        <div className="gutter">
          {startsGroup ? <Avatar id={sender.id} name={sender.name} /> : <Time when={when} isShort />}
        </div>
        <div className="said">
          <header className={startsGroup ? undefined : 'visually-hidden'}>
            <span className="sender" title={sender.name}>
              {sender.name}
            </span>
            {kind === 'announcement' && <span className="tag">Announcement</span>}
            {startsGroup && <Time when={when} />}
          </header>
          {quoted !== undefined && <Quote line={quoted} />}
          {mentionsMe && <span className="visually-hidden">Mentions you: </span>}
          <Text row={row} mention={mentionsMe ? self.name : ''} />
          {isMessage(row) && row.editedAt !== undefined && <span className="edited">edited</span>}
          {isMessage(row) && <Reactions line={row} onReact={actions.react} />}
          {isMessage(row) && <MessageMenu line={row} isOwn={isOwn} actions={actions} />}
          {row.kind === 'pending' && row.message.status === 'failed' && (
            <Failure message={row.message} onRetry={actions.retry} onDiscard={actions.discard} />
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
    a.quoted === b.quoted &&
    a.isTarget === b.isTarget &&
    a.startsDay === b.startsDay &&
    a.startsGroup === b.startsGroup &&
    (a.today === b.today || !a.startsDay)
  );
}

function isMessage(line: Line): line is MessageLine {
  return line.kind === 'message' || line.kind === 'announcement';
}

function DaySeparator({ label }: { readonly label: string }) {
  return (
    <div className="day" role="separator" aria-label={label}>
      <span aria-hidden="true">{label}</span>
    </div>
  );
}

function Text({ row, mention }: { readonly row: Line; readonly mention: string }) {
  if (row.kind === 'deleted') return <p className="text deleted">This message was deleted.</p>;
  return <MessageText text={row.kind === 'pending' ? row.message.text : row.text} mention={mention} />;
}
