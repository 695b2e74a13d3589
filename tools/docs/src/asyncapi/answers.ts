import type { ClientAction, ServerFrameType } from '@serverless-ws/chat-protocol';

/** What answers each action when all goes well; when not, `error` does. */
export const ANSWERS: Readonly<Record<ClientAction, ServerFrameType>> = {
  sendMessage: 'ack',
  announce: 'ack',
  joinRoom: 'joined',
  leaveRoom: 'left',
  listMessages: 'page',
  ping: 'pong',
  deleteMessage: 'done',
  invite: 'done',
  kick: 'done',
  ban: 'done',
  mute: 'done',
  slowMode: 'done',
};

/** What a server says without being asked. */
export const NEWS: readonly ServerFrameType[] = ['messages', 'bye'];
