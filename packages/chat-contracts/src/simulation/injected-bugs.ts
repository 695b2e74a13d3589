import {
  ChatError,
  isMessagesEvent,
  type MessageGateway,
  type ShardCursor,
} from '@serverless-ws/chat-domain';
import { intercept, type PortCall } from '@serverless-ws/chat-domain/in-memory';
import type { InjectedPorts } from './simulated-stores.js';

/** Injects a bug into a simulation; called once for each simulation, because a bug may have state. */
export type InjectBug = () => (ports: InjectedPorts) => InjectedPorts;

/** Bugs that the property must find. Each removes one mechanism of the chat. */
export const INJECTED_BUGS = {
  /** No idempotency record is stored. */
  'no-idempotency-record': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) => {
      if (method === 'move') return Promise.resolve(args[0]);
      return method === 'findIdempotencyRecord' || method === 'putIfAbsent'
        ? Promise.resolve(null)
        : proceed();
    }),
  }),
  /** Readers skip an empty position and leave it as it is. */
  'no-filler': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) =>
      method === 'append' && isFiller(args[1]) ? Promise.resolve(null) : proceed(),
    ),
  }),
  /** One post in seven is never made. */
  'drop-post': () => {
    let posts = 0;
    const isDropped = () => (posts += 1) % 7 === 0;
    return (ports) => ({ ...ports, gateway: telling(ports.gateway, isDropped) });
  },
  /** A writer that finds its message written already pushes it to no member. */
  'no-refan-out': () => (ports) => {
    let isWritten = false;
    const messages = intercept(ports.messages, async ({ method, proceed }: PortCall) => {
      const result = await proceed();
      if (method === 'findIdempotencyRecord' && result !== null) isWritten = true;
      return result;
    });
    const busyQueue =
      ports.busyQueue &&
      intercept(ports.busyQueue, ({ proceed }) => (isWritten ? Promise.resolve(undefined) : proceed()));
    return { ...ports, messages, busyQueue, gateway: telling(ports.gateway, () => isWritten) };
  },
  /** Members are read from an older state. */
  'stale-read': () => {
    const memory = new Map<string, unknown>();
    const meet = async ({ method, args, proceed }: PortCall): Promise<unknown> => {
      const result = await proceed();
      if (method !== 'members') return result;
      const key = JSON.stringify(args);
      const stale = memory.get(key);
      memory.set(key, result);
      return stale ?? result;
    };
    return (ports) => ({ ...ports, connections: intercept(ports.connections, meet) });
  },
} satisfies Record<string, InjectBug>;

/** Bugs that the property must find in a room whose retention changes. */
export const RETENTION_BUGS = {
  /** Readers go by what the deployment says; only writers know what the head of the room does. */
  'retention-for-writers-only': () => (ports) => ({
    ...ports,
    heads: intercept(ports.heads, async ({ method, proceed }) => {
      const head = await proceed();
      return method === 'reserveNext' ? head : withRetention(head, () => undefined);
    }),
  }),
  /** What was written under a shorter retention, or before it, is kept as long as a later one says. */
  'shorter-retention-forgotten': () => (ports) => ({
    ...ports,
    heads: intercept(ports.heads, async ({ proceed }) =>
      withRetention(await proceed(), (retention) => ({ ...retention, least: Infinity })),
    ),
  }),
} satisfies Record<string, InjectBug>;

function withRetention(value: unknown, changed: (retention: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null || !('retention' in value)) return value;
  return { ...value, retention: value.retention && changed(value.retention) };
}

/** Bugs that the property must find in a simulation with workers. */
export const BATCH_BUGS = {
  /** One notification in three is never stored. */
  'drop-notification': () => {
    let jobs = 0;
    return (ports) => ({
      ...ports,
      busyQueue:
        ports.busyQueue &&
        intercept(ports.busyQueue, ({ proceed }) =>
          (jobs += 1) % 3 === 0 ? Promise.resolve(undefined) : proceed(),
        ),
    });
  },
  /** Workers take the position above their cursor for one that was sent. */
  'cursor-ahead': () => (ports) => ({
    ...ports,
    cursors:
      ports.cursors &&
      intercept(ports.cursors, async ({ method, proceed }) => {
        const cursor = await proceed();
        return method === 'load' && isCursor(cursor) ? { ...cursor, seq: cursor.seq + 1 } : cursor;
      }),
  }),
  /** Senders push nothing that they have marked. */
  'marked-not-pushed': () => {
    let isMarked = false;
    return (ports) => ({
      ...ports,
      messages: intercept(ports.messages, ({ method, args, proceed }) => {
        if (method === 'append') isMarked = isPushed(args[1]);
        return proceed();
      }),
      gateway: telling(ports.gateway, () => isMarked),
    });
  },
} satisfies Record<string, InjectBug>;

function isCursor(value: unknown): value is ShardCursor {
  return typeof value === 'object' && value !== null && 'seq' in value && 'start' in value;
}

function isPushed(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'pushed' in entry && entry.pushed === true;
}

function isFiller(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'filler';
}

/** A gateway that skips some recipients, and does not report them as undelivered. */
function telling(gateway: MessageGateway, isDropped: () => boolean): MessageGateway {
  return {
    disconnect: (connectionId) => gateway.disconnect(connectionId),
    probe: (recipient, options) => gateway.probe(recipient, options),
    async deliver(event, recipients, options) {
      async function* kept() {
        for await (const page of recipients) yield page.filter(() => !isDropped());
      }
      if (!isMessagesEvent(event)) throw new ChatError('internal', 'The simulation closes no connections.');
      return gateway.deliver(event, kept(), options);
    },
  };
}
