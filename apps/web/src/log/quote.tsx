import type { Line } from '@serverless-ws/chat-client';
import { summaryOf } from '../attachments/attachment.js';

/** The message that another one answers, above its text; `null` where it is not loaded. */
export function Quote({ line }: { readonly line: Line | null }) {
  if (line === null || line.kind === 'pending') return <p className="quote">An earlier message</p>;
  return (
    <p className="quote">
      <span className="quoted-sender">{line.sender.name}</span>{' '}
      {line.kind === 'deleted' ? 'This message was deleted.' : summaryOf(line)}
    </p>
  );
}

/** The line that a line answers: `undefined` for none, `null` where it is not loaded. */
export function quotedBy(line: Line, lines: readonly Line[]): Line | null | undefined {
  const { replyTo } =
    line.kind === 'pending' ? (line.message.more ?? {}) : line.kind === 'deleted' ? {} : line;
  if (replyTo === undefined) return undefined;
  return lines.findLast((other) => other.kind !== 'pending' && other.id === replyTo.id) ?? null;
}
