import { ChatError } from '../../model/chat-error.js';
import type { MessageGateway } from '../../ports/message-gateway.js';
import { intercept, type PortCall } from '../fixtures/intercept.js';
import type { InjectedPorts } from './chat-simulation.js';

/** Plants a bug in a simulation; called once for each simulation, because a bug may remember things. */
export type InjectBug = () => (ports: InjectedPorts) => InjectedPorts;

/** Bugs that a property worth its name finds. Each is what a chat would do that lacks one idea of this one. */
export const INJECTED_BUGS = {
  /** Nobody remembers under which id a message was sent. */
  'no-idempotency-record': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) => {
      if (method === 'move') return Promise.resolve(args[0]);
      return method === 'findIdempotencyRecord' || method === 'putIfAbsent'
        ? Promise.resolve(null)
        : proceed();
    }),
  }),
  /** Readers pass over an empty position and leave it as it is. */
  'no-filler': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) =>
      method === 'append' && isFiller(args[1]) ? Promise.resolve(null) : proceed(),
    ),
  }),
  /** A post in seven is taken for delivered and never made. */
  'drop-post': () => {
    let posts = 0;
    const isDropped = () => (posts += 1) % 7 === 0;
    return (ports) => ({ ...ports, gateway: telling(ports.gateway, isDropped) });
  },
  /** Whoever finds a message placed already tells nobody of it. */
  'no-refan-out': () => (ports) => {
    let isWritten = false;
    const messages = intercept(ports.messages, async ({ method, proceed }: PortCall) => {
      const answer = await proceed();
      if (method === 'findIdempotencyRecord' && answer !== null) isWritten = true;
      return answer;
    });
    return { ...ports, messages, gateway: telling(ports.gateway, () => isWritten) };
  },
  /** Members are read as they were a while ago. */
  'stale-read': () => {
    const memory = new Map<string, unknown>();
    const meet = async ({ method, args, proceed }: PortCall): Promise<unknown> => {
      const answer = await proceed();
      if (method !== 'members') return answer;
      const key = JSON.stringify(args);
      const stale = memory.get(key);
      memory.set(key, answer);
      return stale ?? answer;
    };
    return (ports) => ({ ...ports, connections: intercept(ports.connections, meet) });
  },
} satisfies Record<string, InjectBug>;

function isFiller(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'filler';
}

/** A gateway that says of some recipients that they were reached, and does nothing. */
function telling(gateway: MessageGateway, isDropped: () => boolean): MessageGateway {
  return {
    disconnect: (connectionId) => gateway.disconnect(connectionId),
    async deliver(event, recipients, options) {
      async function* kept() {
        for await (const page of recipients) yield page.filter(() => !isDropped());
      }
      if (event.type === 'bye') throw new ChatError('internal', 'Nobody is dismissed here.');
      return gateway.deliver(event, kept(), options);
    },
  };
}
