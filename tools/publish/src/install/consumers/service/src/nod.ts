// src/nod.ts
import { serve } from '@serverless-ws/chat-dispatch';
import { inside, tellRoomOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';
import { nod, nodded } from './nodded.js';

const servedNod = serve(nod, inside, (ports: ChatPorts) => async (caller, { room, times }) => {
  const event = nodded({ room, by: caller.identity.userId, times });
  await tellRoomOf(ports).execute(caller, room, event);
  return event;
});

export const handler = frameHandler(awsPorts(process.env), [servedNod]);
