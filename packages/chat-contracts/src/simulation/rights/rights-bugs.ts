import type { MemberPage, Recipient } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { RightsPorts } from './rights-stores.js';

/** Injects a bug into a simulation of rights; called once for each simulation, because a bug may have state. */
export type InjectRightsBug = () => (ports: RightsPorts) => RightsPorts;

/** Bugs that the property must find. Each removes one mechanism. */
export const RIGHTS_BUGS = {
  /** Who may receive is checked when a page of members is read, and not at the post. */
  'no-check-at-post': () => (ports) => ({
    ...ports,
    gateway: {
      disconnect: (connectionId) => ports.gateway.disconnect(connectionId),
      probe: (recipient, options) => ports.gateway.probe(recipient, options),
      deliver: (event, recipients, options) => ports.gateway.deliver(event, endless(recipients), options),
    },
  }),
  /** A page of members holds as long as a broadcast takes, for guests too. */
  'no-fresh-guests': () => (ports) => ({
    ...ports,
    connections: intercept(ports.connections, async ({ method, proceed }) => {
      const result = await proceed();
      return method === 'members' && isPage(result)
        ? { ...result, members: result.members.map(asMember) }
        : result;
    }),
  }),
  /** The membership of a guest is in force before the invitation was read once more. */
  'in-force-at-once': () => (ports) => ({
    ...ports,
    connections: intercept(ports.connections, async ({ method, args, proceed }) => {
      const result = await proceed();
      if (method !== 'join' || !isJoined(result) || result.membership.until !== 0) return result;
      const until = Number.MAX_SAFE_INTEGER;
      await ports.connections.changeEnd(connectionIdIn(args[0]), result.membership, until);
      return { outcome: 'joined', membership: { ...result.membership, until } };
    }),
  }),
  /** The invitation is read once in a join. */
  'no-second-read': () => (ports) => {
    const read = new Map<unknown, unknown>();
    const rules = intercept(ports.rules, async ({ method, args, proceed }) => {
      if (method !== 'invitedUntil') return proceed();
      if (!read.has(args[1])) read.set(args[1], await proceed());
      return read.get(args[1]);
    });
    return { ...ports, rules };
  },
  /** The end of a membership is changed whatever it is. */
  'unconditional-end': () => (ports) => ({
    ...ports,
    connections: intercept(ports.connections, async ({ method, args, proceed }) => {
      if (method !== 'changeEnd') return proceed();
      const id = String(args[0]);
      const found = await ports.connections.find(id);
      const known = found?.memberships.find(({ room }) => room.startsWith('private.'));
      return known !== undefined && ports.connections.changeEnd(id, known, Number(args[2]));
    }),
  }),
  /** An earlier end of an invitation does not hold for those who are in the room. */
  'no-shortening': () => (ports) => ({
    ...ports,
    connections: intercept(ports.connections, ({ method, args, proceed }) =>
      method === 'changeEnd' && endIn(args[1]) !== 0 ? Promise.resolve(true) : proceed(),
    ),
  }),
} satisfies Record<string, InjectRightsBug>;

async function* endless<R>(pages: AsyncIterable<readonly R[]>) {
  for await (const page of pages) yield page.map((one) => ({ ...one, until: Infinity }));
}

function isPage(value: unknown): value is MemberPage {
  return typeof value === 'object' && value !== null && 'members' in value;
}

const asMember = ({ connectionId, connectedAt, until = Infinity }: Recipient): Recipient => ({
  connectionId,
  connectedAt,
  until,
});

interface Joined {
  readonly membership: { readonly room: string; readonly shard: number; readonly until?: number };
}

function isJoined(value: unknown): value is Joined {
  return typeof value === 'object' && value !== null && 'membership' in value;
}

function connectionIdIn(value: unknown): string {
  return typeof value === 'object' && value !== null && 'connectionId' in value
    ? String(value.connectionId)
    : '';
}

function endIn(value: unknown): number {
  return typeof value === 'object' && value !== null && 'until' in value ? Number(value.until) : Infinity;
}
