import type { MessageLine } from '@serverless-ws/chat-client';
import { summaryOf } from '../attachments/attachment.js';
import { Icon } from '../icon.js';

/** What the user is about to write: an answer to a message, or another text of one. */
export interface Subject {
  readonly kind: 'reply' | 'edit';
  readonly line: MessageLine;
}

interface SubjectLineProps {
  readonly subject: Subject;
  readonly onCancel: () => void;
}

/** Above the composer: what is answered or changed, and how to do neither. */
export function SubjectLine({ subject: { kind, line }, onCancel }: SubjectLineProps) {
  const isReply = kind === 'reply';
  return (
    <div className="subject">
      <span className="subject-text">
        {isReply ? `Replying to ${line.sender.name}: ${summaryOf(line)}` : 'Changing your message'}
      </span>
      <button
        type="button"
        className="quiet"
        onClick={onCancel}
        aria-label={isReply ? 'Do not reply' : 'Leave the message as it is'}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
