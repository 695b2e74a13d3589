import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';

let stack: LocalStack;
let visit: Visit;
/** Calls that a role did not allow. */
const denied: string[] = [];

beforeAll(async () => {
  stack = await startLocalStack({
    coldStart: true,
    environment: { CHAT_PRESENCE_HINTS: '50' },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  });
  visit = new Visit({ url: stack.url, token: stack.token({ sub: 'eve' }), mint: minter(stack.secret) });
});

afterAll(async () => {
  visit.end();
  await stack.close();
});

/** A user in a room. */
async function enter(room: string, sub = visit.unique()) {
  const socket = await visit.connect(visit.mint({ sub }));
  await socket.ask({ action: 'joinRoom', room });
  return { socket, sub };
}

const idsOf = (users: readonly { readonly id: string }[]) => users.map(({ id }) => id);

describe('where hints are on, the members of a room are told', () => {
  it('who joins, who leaves and whose last connection ends, and not of further connections', async () => {
    const room = visit.unique();
    const { socket: watcher } = await enter(room);
    const next = async () => {
      const { joined, left } = await watcher.next('presence', (hint) => hint.room === room);
      return { joined: idsOf(joined), left: idsOf(left) };
    };
    const { socket: bob, sub } = await enter(room);
    expect(await next()).toEqual({ joined: [sub], left: [] });
    await bob.ask({ action: 'leaveRoom', room });
    expect(await next()).toEqual({ joined: [], left: [sub] });
    const { socket: phone } = await enter(room, sub);
    expect(await next()).toEqual({ joined: [sub], left: [] });
    const { socket: laptop } = await enter(room, sub);
    phone.close();
    const { sub: cid } = await enter(room);
    expect(await next()).toEqual({ joined: [cid], left: [] });
    laptop.close();
    expect(await next()).toEqual({ joined: [], left: [sub] });
    expect(denied).toEqual([]);
  });

  it('in the lobby as well, where users come and go with their connections', async () => {
    const watcher = await visit.connect(visit.mint({ sub: visit.unique() }));
    const sub = visit.unique();
    const socket = await visit.connect(visit.mint({ sub }));
    const isAbout = ({
      joined,
      left,
    }: {
      readonly joined: readonly { id: string }[];
      readonly left: readonly { id: string }[];
    }) => idsOf([...joined, ...left]).includes(sub);
    expect(idsOf((await watcher.next('presence', isAbout)).joined)).toEqual([sub]);
    socket.close();
    expect(idsOf((await watcher.next('presence', isAbout)).left)).toEqual([sub]);
    expect(denied).toEqual([]);
  });
});
