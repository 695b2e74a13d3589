import type { ChatClient } from '@serverless-ws/chat-client';

/** What the page uses of a client. */
export type ChatConnection = Pick<
  ChatClient,
  | 'on'
  | 'state'
  | 'pending'
  | 'connect'
  | 'close'
  | 'send'
  | 'retry'
  | 'discard'
  | 'join'
  | 'leave'
  | 'history'
>;
