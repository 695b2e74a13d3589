import type { ClientFrameOf, WireEntry } from '@serverless-ws/chat-protocol';
import type { FakeRoom } from './fake-room.js';

const ADA = { id: 'ada', name: 'Ada' };

/** What the client's user changes about a message: the entry that says so; `null` where the message is not there. */
export function fakeChange(
  frame: ClientFrameOf<'editMessage' | 'react' | 'deleteMessage'>,
  room: FakeRoom,
): WireEntry | null {
  const { seq, id } = frame;
  if (frame.action === 'deleteMessage') return room.delete({ seq, id }, ADA);
  if (frame.action === 'react')
    return room.react({ seq, id }, frame.reaction, frame.on ?? true, ADA, frame.clientMessageId);
  const { text, meta, mentions } = frame;
  const content = { text, ...(meta && { meta }), ...(mentions && { mentions }) };
  return room.edit({ seq, id }, content, frame.clientMessageId);
}
