import { describe, expect, it } from '@jest/globals';
import type { Recipient } from '../model/connection.js';
import { InMemoryMessageGateway } from './in-memory-message-gateway.js';
import { ManualClock } from './manual-clock.js';

const bye = { type: 'bye', reason: 'kicked', reconnect: false } as const;

async function* pages(...rows: readonly (readonly Recipient[])[]): AsyncGenerator<readonly Recipient[]> {
  yield* rows;
}

describe('InMemoryMessageGateway', () => {
  const clock = new ManualClock();
  const row = (connectionId: string): Recipient => ({ connectionId, connectedAt: clock.now() });

  it('records what each connection received', async () => {
    const gateway = new InMemoryMessageGateway(clock);
    const summary = await gateway.deliver(bye, pages([row('a')], [row('b')]), { deadline: clock.now() + 1 });
    expect(summary).toEqual({ delivered: 2, gone: 0, failed: 0 });
    expect(gateway.received('a')).toEqual([bye]);
    expect(gateway.received('c')).toEqual([]);
  });

  it('retries a recipient that fails for a while, and gives up on one that never recovers', async () => {
    const gateway = new InMemoryMessageGateway(clock);
    gateway.setFailing('twice', 2);
    gateway.setFailing('always');
    const summary = await gateway.deliver(bye, pages([row('twice'), row('always')]), {
      deadline: clock.now() + 1,
    });
    expect(summary).toEqual({ delivered: 1, gone: 0, failed: 1 });
    expect(gateway.attempts('twice')).toBe(3);
  });

  it('counts a connection that was disconnected as gone', async () => {
    const gateway = new InMemoryMessageGateway(clock);
    await gateway.disconnect('a');
    const summary = await gateway.deliver(bye, pages([row('a')]), { deadline: clock.now() + 1 });
    expect(summary).toEqual({ delivered: 0, gone: 1, failed: 0 });
    expect(gateway.disconnected).toEqual(['a']);
    gateway.setOpen('a');
    expect(await gateway.deliver(bye, pages([row('a')]), { deadline: clock.now() + 1 })).toMatchObject({
      delivered: 1,
    });
  });

  it('keeps to its window when thousands hang', async () => {
    const gateway = new InMemoryMessageGateway(clock);
    const rows = Array.from({ length: 1_000 }, (_, index) => row(`c${index}`));
    for (const { connectionId } of rows) gateway.setHanging(connectionId);
    const delivery = gateway.deliver(bye, pages(rows), { deadline: clock.now() + 1_000 });
    await clock.elapse(1_000);
    expect(await delivery).toEqual({ delivered: 0, gone: 0, failed: 1_000 });
  });
});
