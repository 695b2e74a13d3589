import type { ClientFrame } from '@serverless-ws/chat-protocol';

/** The commands of a client besides messages: moderation and invitations, as in PROTOCOL.md. */
export type Command = Exclude<
  ClientFrame,
  { action: 'sendMessage' | 'announce' | 'joinRoom' | 'leaveRoom' | 'listMessages' | 'ping' }
>;
