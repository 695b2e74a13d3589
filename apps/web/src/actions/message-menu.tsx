import type { MessageLine } from '@serverless-ws/chat-client';
import { useState } from 'react';
import { ReportForm } from '../moderation/report-form.js';
import { moderates } from '../moderation/rights.js';
import { useRoles } from '../moderation/use-roles.js';
import { UserActions } from '../moderation/user-actions.js';
import type { LineActions } from './line-actions.js';
import { Menu, useMenuBar } from './menu.js';
import { REACTIONS } from './reactions.js';

interface MessageMenuProps {
  readonly line: MessageLine;
  readonly isOwn: boolean;
  readonly actions: LineActions;
}

/** What can be done with a message: a button that opens a bar below the text, by mouse, touch or keyboard. */
export function MessageMenu({ line, isOwn, actions }: MessageMenuProps) {
  // The arrow keys go from message to message; Tab goes past all of them.
  return (
    <Menu className="quiet more" tabIndex={-1} label={`Actions for the message of ${line.sender.name}`}>
      {(close) => <Bar line={line} isOwn={isOwn} actions={actions} onClose={close} />}
    </Menu>
  );
}

function Bar({ line, isOwn, actions, onClose }: MessageMenuProps & { readonly onClose: () => void }) {
  const { people } = actions;
  const bar = useMenuBar(onClose);
  const [asks, setAsks] = useState(false);
  const [reports, setReports] = useState(false);
  // In a direct room, moderators delete what was reported alone, by its id.
  const mayDelete = moderates(useRoles()) && line.to === undefined;
  const closing = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <div {...bar} className="bar" aria-label="Actions">
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
