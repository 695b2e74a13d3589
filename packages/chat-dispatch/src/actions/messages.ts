import { sendMessageOf, waveOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { announce, sendMessage, wave } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `sendMessage`. */
export const servedSendMessage = /* @__PURE__ */ serveUseCase(
  sendMessage,
  (ports: ChatPorts) => (caller, frame) =>
    sendMessageOf(ports).execute({ ...frame, kind: 'message', ...caller }),
);

/** `announce`. */
export const servedAnnounce = /* @__PURE__ */ serveUseCase(
  announce,
  (ports: ChatPorts) => (caller, frame) =>
    sendMessageOf(ports).execute({ ...frame, kind: 'announcement', ...caller }),
);

/** `wave`. */
export const servedWave = /* @__PURE__ */ serveUseCase(
  wave,
  (ports: ChatPorts) => (caller, frame) => waveOf(ports).execute({ ...frame, ...caller }),
);

/** What is sent to a room: `sendMessage`, `announce` and `wave`. */
export const messageActions: readonly Served<ChatPorts>[] = [servedSendMessage, servedAnnounce, servedWave];
