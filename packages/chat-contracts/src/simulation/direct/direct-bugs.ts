import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { DirectPorts } from './direct-stores.js';

/** Injects a bug into a simulation of direct messages; called once for each simulation, because a bug may have state. */
export type InjectDirectBug = () => (ports: DirectPorts) => DirectPorts;

/** Bugs that the property must find. Each removes one mechanism. */
export const DIRECT_BUGS = {
  /** The room is put into the lists of its users after the message is stored. */
  'listed-after-entry': () => (ports) => {
    const late: (() => Promise<unknown>)[] = [];
    const userRooms = intercept(ports.userRooms, async ({ method, proceed }) =>
      method === 'follow' ? void late.push(proceed) : proceed(),
    );
    const messages = intercept(ports.messages, async ({ method, proceed }) => {
      const result = await proceed();
      if (method === 'append') for (const follow of late.splice(0)) await follow();
      return result;
    });
    return { ...ports, userRooms, messages };
  },
  /** The head says that the room is listed before it is. */
  'noted-too-early': () => (ports) => {
    const userRooms = intercept(ports.userRooms, async ({ method, args, proceed }) => {
      const [, row, until] = args;
      if (method === 'follow') await ports.messages.noteListed(roomIn(row), 'first', Number(until));
      return proceed();
    });
    return { ...ports, userRooms };
  },
  /** A user's room is not listed again before its row ends. */
  'listed-once': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, async ({ method, args, proceed }) => {
      if (method !== 'noteListed') return proceed();
      const [room, side] = args;
      if (side === 'first' || side === 'second')
        return ports.messages.noteListed(String(room), side, Number.MAX_SAFE_INTEGER);
      return proceed();
    }),
  }),
  /** Whether a token holds is not checked at the post. */
  'no-check-at-post': () => (ports) => ({
    ...ports,
    connections: intercept(ports.connections, async ({ method, proceed }) => {
      const result = await proceed();
      return method === 'recipientsOf' && Array.isArray(result)
        ? result.map((recipient: object) => ({ ...recipient, until: Infinity }))
        : result;
    }),
  }),
  /** The connections of a user are read from an older state. */
  'stale-recipients': () => {
    const memory = new Map<unknown, unknown>();
    return (ports) => ({
      ...ports,
      connections: intercept(ports.connections, async ({ method, args, proceed }) => {
        const result = await proceed();
        if (method !== 'recipientsOf') return result;
        const stale = memory.get(args[0]) ?? result;
        memory.set(args[0], result);
        return stale;
      }),
    });
  },
  /** Messages go to the devices of one user alone. */
  'one-user': () => (ports) => {
    let reads = 0;
    const connections = intercept(ports.connections, async ({ method, proceed }) => {
      if (method === 'recipientsOf') reads += 1;
      return method === 'recipientsOf' && reads % 2 === 0 ? [] : proceed();
    });
    return { ...ports, connections };
  },
  /** All direct rooms are one. */
  'one-room': () => (ports) => ({
    ...ports,
    digest: { of: (text) => (text.startsWith('[') ? 'same' : ports.digest.of(text)) },
  }),
  /** Blocks are not looked up. */
  'no-blocks': () => (ports) => ({
    ...ports,
    blocks: intercept(ports.blocks, ({ method, proceed }) =>
      method === 'hasBlocked' ? Promise.resolve(false) : proceed(),
    ),
  }),
} satisfies Record<string, InjectDirectBug>;

function roomIn(row: unknown): string {
  return typeof row === 'object' && row !== null && 'room' in row ? String(row.room) : '';
}
