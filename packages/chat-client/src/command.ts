import type { ClientFrame } from '@serverless-ws/chat-protocol';

/** What a client may ask for besides talking: moderation and invitations, as in PROTOCOL.md. */
export type Command = Exclude<
  ClientFrame,
  { action: 'sendMessage' | 'announce' | 'joinRoom' | 'leaveRoom' | 'listMessages' | 'ping' }
>;
