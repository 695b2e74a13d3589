// src/chat.ts
import {
  defaultActions,
  messageActions,
  moderationActions,
  presenceActions,
  roomActions,
  serve,
  userRoomActions,
} from '@serverless-ws/chat-dispatch';
import { inside, tellRoomOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';
import { wave, waved } from './wave.js';

const servedWave = serve(
  wave,
  inside,
  (ports: ChatPorts) =>
    (caller, { room }) =>
      tellRoomOf(ports).execute(caller, room, waved({ room, by: caller.identity.userId })),
);

export const handler = frameHandler(awsPorts(process.env), [
  ...messageActions,
  ...roomActions,
  ...presenceActions,
  ...userRoomActions,
  ...moderationActions,
  ...defaultActions,
  servedWave,
]);
