import { messageActions, serve } from '@serverless-ws/chat-dispatch';
import { appendEntryOf, inside, type ChatPorts } from '@serverless-ws/chat-domain';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';
import { ackFields } from '@serverless-ws/chat-protocol';
import { openPoll, poll } from './own-action.js';

const served = serve(
  openPoll,
  inside,
  (ports: ChatPorts) =>
    async (caller, { room, clientMessageId, question }) =>
      ackFields(await appendEntryOf(ports).execute(caller, { room, clientMessageId, ...poll({ question }) })),
);

/** The function behind `sendMessage` and `announce`, and an action of a team's own. */
export const handler = frameHandler(awsPorts(process.env), [...messageActions, served]);
