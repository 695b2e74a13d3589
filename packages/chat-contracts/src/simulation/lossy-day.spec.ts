import { describe, expect, it } from '@jest/globals';
import type { ConnectionRepository } from '@serverless-ws/chat-domain';
import {
  InMemoryConnectionRepository,
  InMemoryMessageRepository,
  intercept,
  ManualClock,
  type PortCall,
} from '@serverless-ws/chat-domain/in-memory';
import { LossyDay } from './lossy-day.js';

/** Plays a day, with some calls of the store intercepted. */
async function play(
  seed: number,
  meet: (call: PortCall) => Promise<unknown> = ({ proceed }) => proceed(),
): ReturnType<LossyDay['play']> {
  const clock = new ManualClock();
  const connections: ConnectionRepository = intercept(new InMemoryConnectionRepository(clock), meet);
  const day = new LossyDay({ clock, connections, messages: new InMemoryMessageRepository(clock) }, seed);
  return day.play(['ada', 'bob', 'eve']);
}

const isRemoval = ({ method, args }: PortCall, known: string) =>
  method === 'remove' && typeof args[1] === 'object' && args[1] !== null && known in args[1];

describe('a day in which every second $disconnect is lost', () => {
  it.each([1, 2_026, Number(process.env['SIMULATION_SEED'] ?? 20_261_129)])(
    'locks no user out, lets none hold too many connections, and leaves no row (seed %d)',
    async (seed) => {
      const report = await play(seed);
      expect(report.opened).toBeGreaterThan(500);
      expect(report.lost).toBeGreaterThan(200);
    },
  );

  it('is a bad one where the oldest are not asked after', async () => {
    const meet = (call: PortCall) => (isRemoval(call, 'userId') ? Promise.resolve(null) : call.proceed());
    await expect(play(1, meet)).rejects.toThrow(/locked out|holds 6 connections/);
  });

  it('is a bad one where a broadcast deletes nothing', async () => {
    const meet = (call: PortCall) => (isRemoval(call, 'membership') ? Promise.resolve(null) : call.proceed());
    await expect(play(1, meet)).rejects.toThrow(/are left|locked out/);
  });

  it('is a bad one where an early disconnect bars nothing', async () => {
    const meet = (call: PortCall) =>
      isRemoval(call, 'barredUntil') ? Promise.resolve(null) : call.proceed();
    await expect(play(1, meet)).rejects.toThrow('was stored after its end');
  });
});
