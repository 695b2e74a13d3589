import {
  editMessageOf,
  reactOf,
  reportOf,
  type ChatPorts,
  type ModeratedChatPorts,
} from '@serverless-ws/chat-domain';
import { ackFields, editMessage, react, report } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `editMessage`. */
export const servedEditMessage = /* @__PURE__ */ serveUseCase(
  editMessage,
  (ports: ChatPorts) => async (caller, frame) =>
    ackFields(await editMessageOf(ports).execute({ ...frame, ...caller })),
);

/** `react`. */
export const servedReact = /* @__PURE__ */ serveUseCase(
  react,
  (ports: ChatPorts) => async (caller, frame) =>
    ackFields(await reactOf(ports).execute({ ...frame, ...caller })),
);

/** `report`. */
export const servedReport = /* @__PURE__ */ serveUseCase(
  report,
  (ports: ModeratedChatPorts) => (caller, frame) => reportOf(ports).execute({ ...frame, ...caller }),
);

/** What is about a message that is in the log: `editMessage`, `react`, `report`. */
export const messageChangeActions: readonly Served<ModeratedChatPorts>[] = [
  servedEditMessage,
  servedReact,
  servedReport,
];
