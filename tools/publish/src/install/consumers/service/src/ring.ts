// The code is right; what its role lacks is the table.
import { serve } from '@serverless-ws/chat-dispatch';
import { inside, tellRoomOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';
import { ring } from './rung.js';
import { waved } from './wave.js';

const servedRing = serve(
  ring,
  inside,
  (ports: ChatPorts) =>
    (caller, { room }) =>
      tellRoomOf(ports).execute(caller, room, waved({ room, by: caller.identity.userId })),
);

export const handler = frameHandler(awsPorts(process.env), [servedRing]);
