import type { ServerFrame } from '@serverless-ws/chat-protocol';

/** Whether a client is told that it sends too much. */
export function isRefused(frame: ServerFrame | null): boolean {
  if (frame?.type === 'bye') return frame.reason === 'flooding';
  return frame?.type === 'error' && frame.code === 'rate_limited';
}
