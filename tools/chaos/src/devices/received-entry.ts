import type { VisibleEntry } from '@serverless-ws/chat-domain';
import type { ReceivedEntry } from '@serverless-ws/chat-protocol';

/** What a client makes of an entry that it was sent; `null` for one of a kind that it does not know. */
export function entryOf(received: ReceivedEntry): VisibleEntry | null {
  if (!('kind' in received)) return null;
  const { sentAt, ...rest } = received;
  const times = { reservedAt: sentAt, expiresAt: Infinity };
  if (rest.kind === 'deleted') return { ...rest, ...times, kind: 'tombstone' };
  if (rest.kind === 'edit') {
    const { text, ...edit } = rest;
    return { ...edit, ...times, ...(text !== undefined && { content: { text } }) };
  }
  if (rest.kind === 'deletion' || rest.kind === 'reaction' || 'data' in rest) return { ...rest, ...times };
  const { editedAt, reactions = {}, ...message } = rest;
  const marks = Object.entries(reactions).flatMap(([reaction, { users }]) =>
    users.map((userId) => ({ reaction, userId, seq: 0, on: true })),
  );
  const edited = editedAt === undefined ? {} : { edited: { seq: 0, at: editedAt } };
  return { ...message, ...times, ...edited, reactions: marks };
}
