import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { systemScheduler } from './scheduler.js';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Two ends of one connection. */
async function pair(): Promise<readonly [Socket, Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  ends.push(
    () => near.destroy(),
    () => far.destroy(),
    () => server.close(),
  );
  return [near, far];
}

/** The process gets no time, while timers become due and data arrives. */
const freeze = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

describe('systemScheduler', () => {
  it('reads what has arrived before it runs what is due', async () => {
    const [near, far] = await pair();
    const order: string[] = [];
    near.on('data', () => order.push('data'));
    await new Promise<void>((resolve) => {
      setImmediate(() => {
        systemScheduler.after(1, () => {
          order.push('timer');
          resolve();
        });
        far.write('x');
        freeze(20);
      });
    });
    expect(order).toEqual(['data', 'timer']);
  });

  it('runs nothing that was cancelled, not even what is due already', async () => {
    let hasRun = false;
    const cancel = systemScheduler.after(0, () => (hasRun = true));
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        cancel();
        resolve();
      }, 0);
      freeze(20); // Both are due in one turn: the second runs between the first and what that put off.
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasRun).toBe(false);
  });
});
