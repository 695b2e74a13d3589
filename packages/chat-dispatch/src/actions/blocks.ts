import { blockOf, unblockOf, type BlockPorts } from '@serverless-ws/chat-domain';
import { block, unblock } from '@serverless-ws/chat-protocol';
import { serveUseCase } from '../serve.js';

/** `block`. */
export const servedBlock = /* @__PURE__ */ serveUseCase(
  block,
  (ports: BlockPorts) => (caller, frame) => blockOf(ports).execute({ ...frame, ...caller }),
);

/** `unblock`. */
export const servedUnblock = /* @__PURE__ */ serveUseCase(
  unblock,
  (ports: BlockPorts) => (caller, frame) => unblockOf(ports).execute({ ...frame, ...caller }),
);
