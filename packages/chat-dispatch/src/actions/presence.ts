import { signalOf, whoOf, type ChatPorts, type WhoPorts } from '@serverless-ws/chat-domain';
import { signal, who } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `signal`. */
export const servedSignal = /* @__PURE__ */ serveUseCase(
  signal,
  (ports: Omit<ChatPorts, 'ids'>) => (caller, frame) => signalOf(ports).execute({ ...frame, ...caller }),
);

/** `who`. */
export const servedWho = /* @__PURE__ */ serveUseCase(who, (ports: WhoPorts) => async (caller, frame) => {
  const { users, ...list } = await whoOf(ports).execute({ ...frame, ...caller });
  return { ...list, users: [...users] };
});

/** What is of the moment: `signal` and `who`. */
export const presenceActions: readonly Served<ChatPorts>[] = [servedSignal, servedWho];
