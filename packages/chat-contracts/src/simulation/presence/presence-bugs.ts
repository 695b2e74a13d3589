import type { Person } from '@serverless-ws/chat-domain';
import { intercept, type PortCall } from '@serverless-ws/chat-domain/in-memory';
import type { PresencePorts } from './presence-stores.js';

/** Injects a bug into a simulation of presence; called once for each simulation, because a bug may have state. */
export type InjectPresenceBug = () => (ports: PresencePorts) => PresencePorts;

/** Reads of members after which they do not say their users any more. */
const READS = 20;

/** Bugs that the properties must find. Each removes one mechanism. */
export const PRESENCE_BUGS = {
  /** A member that is found gone keeps its rows. */
  'ghosts-stay': () =>
    inConnections(async ({ method, args, proceed }) =>
      method === 'remove' && has(args[1], 'membership') ? null : proceed(),
    ),
  /** Members are as another invocation has read them before. */
  'stale-members': () => {
    let last: unknown;
    return inConnections(async ({ method, proceed }) => {
      const [read, stale] = [await proceed(), last];
      if (method !== 'members') return read;
      last = read;
      return stale ?? read;
    });
  },
  /** The rows of members do not say whose they are any more. */
  'no-users': () => {
    let reads = 0;
    return inConnections(async ({ method, proceed }) => {
      const result = await proceed();
      if (method !== 'members' || !isPage(result)) return result;
      reads += 1;
      if (reads < READS) return result;
      return { ...result, members: result.members.map((member) => ({ ...member, user: undefined })) };
    });
  },
} satisfies Record<string, InjectPresenceBug>;

interface Member {
  readonly connectionId: string;
  readonly user?: Person;
}

function inConnections(meet: (call: PortCall) => Promise<unknown>) {
  return (ports: PresencePorts): PresencePorts => ({
    ...ports,
    connections: intercept(ports.connections, meet),
  });
}

function isPage(value: unknown): value is { readonly members: readonly Member[] } {
  return has(value, 'members');
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && name in value;
}
