import type { ClientFrameOf } from '@serverless-ws/chat-protocol';

/** Where a message goes, and what it has besides its text. */
export function postingOf(frame: ClientFrameOf<'sendMessage' | 'announce'>) {
  if (frame.action === 'announce') return { at: {}, beside: {} };
  const { meta, mentions, replyTo } = frame;
  const beside = { ...(meta && { meta }), ...(mentions && { mentions }), ...(replyTo && { replyTo }) };
  return { at: frame, beside };
}
