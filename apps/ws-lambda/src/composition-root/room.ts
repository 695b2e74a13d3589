import { JoinRoom, LeaveRoom, ListMessages, LogReader } from '@serverless-ws/chat-domain';

import { roomHandler } from '../handlers/room-handler.js';
import { conversation } from './conversation.js';

const base = conversation();
const ports = { ...base, reader: new LogReader(base) };

/** The function behind `joinRoom`, `leaveRoom` and `listMessages`. */
export const handler = roomHandler({
  ...ports,
  joinRoom: new JoinRoom(ports),
  leaveRoom: new LeaveRoom(ports),
  listMessages: new ListMessages(ports),
});
