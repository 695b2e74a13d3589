import { sendMessageOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { announce, sendMessage } from '@serverless-ws/chat-protocol';
import { checkedByUseCase, serve, type Served } from '../serve.js';

/** `sendMessage`. */
export const servedSendMessage = /* @__PURE__ */ serve(
  sendMessage,
  checkedByUseCase,
  (ports: ChatPorts) => (caller, frame) =>
    sendMessageOf(ports).execute({ ...frame, kind: 'message', ...caller }),
);

/** `announce`. */
export const servedAnnounce = /* @__PURE__ */ serve(
  announce,
  checkedByUseCase,
  (ports: ChatPorts) => (caller, frame) =>
    sendMessageOf(ports).execute({ ...frame, kind: 'announcement', ...caller }),
);

/** What adds to the log of a room: `sendMessage` and `announce`. */
export const messageActions: readonly Served<ChatPorts>[] = [servedSendMessage, servedAnnounce];
