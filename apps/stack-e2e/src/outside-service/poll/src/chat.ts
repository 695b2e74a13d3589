import { defaultActions, messageActions, roomActions, serve } from '@serverless-ws/chat-dispatch';
import { appendEntryOf, inside, type ChatPorts } from '@serverless-ws/chat-domain';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';
import { ackFields } from '@serverless-ws/chat-protocol';
import { openPoll, poll } from './poll.js';

const servedOpenPoll = serve(
  openPoll,
  inside,
  (ports: ChatPorts) =>
    async (caller, { room, clientMessageId, question, options }) =>
      ackFields(
        await appendEntryOf(ports).execute(caller, {
          ...{ room, clientMessageId },
          ...poll({ question, options }),
        }),
      ),
);

export const handler = frameHandler(awsPorts(process.env), [
  ...messageActions,
  ...roomActions,
  ...defaultActions,
  servedOpenPoll,
]);
