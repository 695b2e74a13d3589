import type { MessageLine } from '@serverless-ws/chat-client';
import { useEffect, useRef, useState } from 'react';
import { ReportForm } from '../moderation/report-form.js';
import { moderates } from '../moderation/rights.js';
import { useRoles } from '../moderation/use-roles.js';
import { UserActions } from '../moderation/user-actions.js';
import type { LineActions } from './line-actions.js';
import { REACTIONS } from './reactions.js';

interface MessageMenuProps {
  readonly line: MessageLine;
  readonly isOwn: boolean;
  readonly actions: LineActions;
}

/** What can be done with a message: a button that opens a bar below the text, by mouse, touch or keyboard. */
export function MessageMenu({ line, isOwn, actions }: MessageMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="quiet more"
        // The arrow keys go from message to message; Tab goes past all of them.
        tabIndex={-1}
        aria-expanded={isOpen}
        aria-label={`Actions for the message of ${line.sender.name}`}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {isOpen && <Bar line={line} isOwn={isOwn} actions={actions} onClose={close} />}
    </>
  );
}

function Bar({ line, isOwn, actions, onClose }: MessageMenuProps & { readonly onClose: () => void }) {
  const { people } = actions;
  const bar = useRef<HTMLDivElement>(null);
  const [asks, setAsks] = useState(false);
  const [reports, setReports] = useState(false);
  // In a direct room, moderators delete what was reported alone, by its id.
  const mayDelete = moderates(useRoles()) && line.to === undefined;
  useEffect(() => bar.current?.querySelector('button')?.focus(), []);
  const closing = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <div
      ref={bar}
      className="bar"
      role="group"
      aria-label="Actions"
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      {REACTIONS.map(([reaction, name]) => {
        const own = line.reactions[reaction]?.own ?? false;
        return (
          <button
            key={reaction}
            type="button"
            className="quiet"
            aria-label={name}
            aria-pressed={own}
            onClick={closing(() => actions.react(line, reaction, !own))}
          >
            {reaction}
          </button>
        );
      })}
      <button type="button" className="small" onClick={closing(() => actions.reply(line))}>
        Reply
      </button>
      <button type="button" className="small" onClick={closing(() => actions.copyLink(line))}>
        Copy link
      </button>
      {isOwn && (
        <button type="button" className="small" onClick={closing(() => actions.edit(line))}>
          Edit
        </button>
      )}
      {(isOwn || mayDelete) && (
        <button
          type="button"
          className="small"
          onClick={asks ? closing(() => actions.remove(line)) : () => setAsks(true)}
        >
          {asks ? 'Delete for all?' : 'Delete'}
        </button>
      )}
      {!isOwn && (
        <button type="button" className="small" aria-expanded={reports} onClick={() => setReports(!reports)}>
          Report…
        </button>
      )}
      {reports && <ReportForm onReport={(reason) => closing(() => people.report(line, reason))()} />}
      {!isOwn && line.to === undefined && (
        <UserActions user={line.sender} room={actions.room} people={people} onClose={onClose} />
      )}
    </div>
  );
}
