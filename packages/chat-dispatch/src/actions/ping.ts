import { pingOf, type PingPorts } from '@serverless-ws/chat-domain';
import { ping } from '@serverless-ws/chat-protocol';
import { serveUseCase, type Served } from '../serve.js';

/** `ping`. */
export const servedPing = /* @__PURE__ */ serveUseCase(ping, (ports: PingPorts) => async (caller, frame) => {
  const { rooms, ...heads } = await pingOf(ports).execute({ ...frame, ...caller });
  return { ...heads, rooms: [...rooms] };
});

/** What the default route serves: `ping`. */
export const defaultActions: readonly Served<PingPorts>[] = [servedPing];
