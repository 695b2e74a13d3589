import { describe, expect, it } from '@jest/globals';
import { ManualTime } from '../../test/manual-time.js';
import { SlowStart } from './slow-start.js';

function fixture({ hasSession = false, utilization = 0 } = {}) {
  const time = new ManualTime(() => 0);
  let grown = 0;
  const process = { utilization, looks: 0 };
  const slowStart = new SlowStart(
    time,
    time,
    () => {
      process.looks += 1;
      return process.utilization;
    },
    () => (grown += 1),
  );
  slowStart.reset(hasSession);
  const limit = (): number => {
    let size = 0;
    while (slowStart.allows(size)) size += 1;
    return size;
  };
  const respond = (count: number, waiting: number): void => {
    for (let response = 0; response < count; response += 1) slowStart.grow(waiting);
  };
  return { time, process, slowStart, limit, respond, grown: () => grown };
}

describe('SlowStart', () => {
  it('allows one connection until there is a session, and eight then', () => {
    const { slowStart, limit, grown } = fixture();
    expect(limit()).toBe(1);
    slowStart.prime();
    expect([limit(), grown()]).toEqual([8, 1]);
    slowStart.prime();
    expect([limit(), grown()]).toEqual([8, 1]);
  });

  it('allows eight at once where a session is known', () => {
    expect(fixture({ hasSession: true }).limit()).toBe(8);
  });

  it('doubles with each round of responses of a large burst, and grows by a sixteenth in a small one', () => {
    const { limit, respond } = fixture({ hasSession: true });
    respond(8, 200);
    expect(limit()).toBe(16);
    respond(16, 20);
    expect(limit()).toBe(17);
  });

  it('takes a burst for a large one when it goes on, though no more than a window waits', () => {
    const { limit, respond } = fixture({ hasSession: true });
    respond(1_000, 200);
    expect(limit()).toBeGreaterThan(200);
  });

  it('does not look at the process where no post waits: a cold start would pay for it', async () => {
    const { time, process, slowStart, respond } = fixture();
    slowStart.prime();
    await time.elapse(100);
    respond(1, 0);
    expect(process.looks).toBe(0);
  });

  it('does not grow while the process has no time to spare, and goes on when it has', async () => {
    const { time, process, slowStart, limit, respond } = fixture({ hasSession: true, utilization: 1 });
    slowStart.watch();
    await time.elapse(10);
    respond(100, 200);
    expect(limit()).toBe(8);
    process.utilization = 0.5;
    await time.elapse(10);
    respond(8, 200);
    expect(limit()).toBe(16);
  });

  it('doubles every 25 ms though nothing answers, until no post waits', async () => {
    const { time, slowStart, limit } = fixture();
    const limits: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      slowStart.watch();
      slowStart.watch();
      await time.elapse(25);
      limits.push(limit());
    }
    expect(limits).toEqual([8, 16, 32, 64]);
    slowStart.watch();
    slowStart.rest();
    expect(time.pending).toBe(0);
  });

  it('does not double while a response or a handshake comes now and then', async () => {
    const { time, slowStart, limit } = fixture();
    slowStart.watch();
    for (let step = 0; step < 10; step += 1) {
      await time.elapse(20);
      if (step % 2 === 0) slowStart.prime();
      else slowStart.grow(1);
    }
    expect(limit()).toBe(8);
    await time.elapse(25);
    expect(limit()).toBe(16);
  });
});
