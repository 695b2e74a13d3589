import { editMessageOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { ackFields, editMessage } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `editMessage`. */
export const servedEditMessage = /* @__PURE__ */ serveUseCase(
  editMessage,
  (ports: ChatPorts) => async (caller, frame) =>
    ackFields(await editMessageOf(ports).execute({ ...frame, ...caller })),
);

/** What changes a message that is in the log: `editMessage`. */
export const messageChangeActions: readonly Served<ChatPorts>[] = [servedEditMessage];
