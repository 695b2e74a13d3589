import { sendMessageOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { ackFields, announce, sendMessage } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `sendMessage`. */
export const servedSendMessage = /* @__PURE__ */ serveUseCase(
  sendMessage,
  (ports: ChatPorts) => async (caller, frame) =>
    ackFields(await sendMessageOf(ports).execute({ ...frame, kind: 'message', ...caller })),
);

/** `announce`. */
export const servedAnnounce = /* @__PURE__ */ serveUseCase(
  announce,
  (ports: ChatPorts) => async (caller, frame) =>
    ackFields(await sendMessageOf(ports).execute({ ...frame, kind: 'announcement', ...caller })),
);

/** What adds to the log of a room: `sendMessage` and `announce`. */
export const messageActions: readonly Served<ChatPorts>[] = [servedSendMessage, servedAnnounce];
