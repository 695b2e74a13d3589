import { DynamoConnectionRepository, documentClient, SdkTableClient } from '@serverless-ws/chat-dynamo';
import { parseChatEvent } from '@serverless-ws/chat-events';
import { pushMentions, type PushProvider } from './push-mentions.js';

/** Put your provider here: FCM, APNs, SNS. */
const provider: PushProvider = {
  send: async ({ userId, title }) => console.log('would push', { userId, title }),
};

const clock = { now: () => Date.now() };
const client = new SdkTableClient(documentClient());
const connections = new DynamoConnectionRepository({
  client,
  table: process.env['CHAT_TABLE'] ?? 'chat',
  clock,
});

/** What is read of an event of SQS. */
interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/**
 * The function behind the FIFO queue that `eventsTo` names. It stops at the first event that fails, and hands back that one and
 * all after it, so that their order stays (`ReportBatchItemFailures`).
 */
export async function handler({ Records }: QueueEvent) {
  for (const [index, { body }] of Records.entries()) {
    try {
      await pushMentions(parseChatEvent(body), { connections, provider, now: clock.now });
    } catch (error) {
      console.error('not pushed', error);
      const left = Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId }));
      return { batchItemFailures: left };
    }
  }
  return { batchItemFailures: [] };
}
