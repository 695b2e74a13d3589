import { describe, expect, it } from '@jest/globals';
import { messageGatewayContract, testContract, type Behaviour } from '@serverless-ws/chat-contracts';
import { ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { WebSocket } from 'ws';
import { socketGateway } from './socket-gateway.js';

/** Sockets that are all open until said otherwise. */
function harness() {
  const clock = new ManualClock();
  const behaviours = new Map<string, { readonly behaviour: Behaviour; times: number }>();
  const received = new Map<string, number>();
  const set = (id: string, behaviour: Behaviour, times = Number.POSITIVE_INFINITY) =>
    void behaviours.set(id, { behaviour, times });
  /** A client that hangs, or fails for a while, has a full buffer. */
  const isFull = (id: string): boolean => {
    const known = behaviours.get(id);
    if (known?.behaviour !== 'failing') return known?.behaviour === 'hanging';
    known.times -= 1;
    return known.times >= 0;
  };
  const get = (id: string) => {
    const hasNone: readonly (Behaviour | undefined)[] = ['gone', 'opening'];
    if (hasNone.includes(behaviours.get(id)?.behaviour)) return undefined;
    const bufferedAmount = isFull(id) ? Number.POSITIVE_INFINITY : 0;
    const send = () => void received.set(id, (received.get(id) ?? 0) + 1);
    return { readyState: WebSocket.OPEN, bufferedAmount, send, close: () => set(id, 'gone') };
  };
  return {
    clock,
    set,
    received: (id: string) => received.get(id) ?? 0,
    gateway: socketGateway({ get }, clock),
  };
}

describe('the gateway of a server that holds its sockets', () => {
  testContract(it, messageGatewayContract, harness, { lacks: ['refusing'] });

  it('reports a socket that was open as gone at once, however young the connection', async () => {
    const clock = new ManualClock();
    const closed = { readyState: WebSocket.CLOSED, bufferedAmount: 0, send() {}, close() {} };
    async function* page() {
      yield [{ connectionId: 'a', connectedAt: clock.now() }];
    }
    const bye = { type: 'bye', reason: 'maintenance', reconnect: true } as const;
    const gateway = socketGateway(new Map([['a', closed]]), clock);
    const delivery = gateway.deliver(bye, page(), { deadline: clock.now() + 1_000 });
    await expect(delivery).resolves.toEqual({ delivered: 0, gone: 1, failed: 0 });
  });

  it('ignores a connection that does not exist', async () => {
    const gateway = socketGateway(new Map(), new ManualClock());
    await expect(gateway.disconnect('unknown')).resolves.toBeUndefined();
  });
});
