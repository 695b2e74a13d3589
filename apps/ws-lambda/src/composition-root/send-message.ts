import { Broadcast, FanOut, LogWriter, SendMessage } from '@serverless-ws/chat-domain';

import { sendMessageHandler } from '../handlers/send-message-handler.js';
import { conversation } from './conversation.js';

const ports = conversation();
const fanOut = new FanOut({ ...ports, deadline: ports.broadcastDeadline });
const broadcast = new Broadcast({ fanOut });
const writer = new LogWriter(ports);

/** The function behind `sendMessage` and `announce`. */
export const handler = sendMessageHandler({
  ...ports,
  sendMessage: new SendMessage({ ...ports, writer, broadcast }),
});
