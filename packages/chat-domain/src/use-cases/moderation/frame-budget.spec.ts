import { describe, expect, it } from '@jest/globals';
import { InMemoryModerationStateRepository, ManualClock, RecordingLogger } from '../../in-memory/index.js';
import { FrameBudget, frameBudgetOf } from './frame-budget.js';

const FRAMES = { frames: 100, hardLimit: 200 };

/** As many processes as wanted, over one store; chance reports every fiftieth frame of all of them. */
function fixture(processes = 1) {
  const clock = new ManualClock(29_750_000 * 60_000);
  const moderationStates = new InMemoryModerationStateRepository();
  const logger = new RecordingLogger();
  let frames = 0;
  const random = () => ((frames += 1) % 50 === 0 ? 0 : 0.02);
  const dependencies = { moderationStates, clock, logger, random, frames: FRAMES };
  const budgets = Array.from({ length: processes }, () => new FrameBudget(dependencies));
  /** Counts so many frames, one process after the other; returns the verdicts. */
  const send = async (count: number, userId = 'ada') => {
    const verdicts: string[] = [];
    for (let sent = 0; sent < count; sent += 1) {
      const { verdict } = (await budgets[sent % processes]?.count(userId, 1)) ?? { verdict: 'none' };
      verdicts.push(verdict);
    }
    return verdicts;
  };
  return { clock, moderationStates, logger, send, budgets };
}

describe('the budget of frames', () => {
  it('reports one frame in fifty, as fifty: 0.02 writes a frame', async () => {
    const { send, moderationStates } = fixture();
    await send(100);
    expect(moderationStates.writes).toBe(2);
  });

  it('allows the frames of a minute, and is exact in one process', async () => {
    const { send, clock } = fixture();
    const verdicts = await send(200);
    expect([verdicts.indexOf('limited'), verdicts.indexOf('flooding')]).toEqual([100, 199]);
    clock.advance(120_000);
    expect(await send(1)).toEqual(['allowed']);
  });

  it.each([1, 10, 200])(
    'finds a flood that %d processes share by the same number of frames',
    async (processes) => {
      const { send } = fixture(processes);
      const verdicts = await send(400);
      const first = verdicts.indexOf('flooding');
      expect(first).toBeGreaterThanOrEqual(198);
      expect(first).toBeLessThanOrEqual(199);
    },
  );

  it('is kept by user', async () => {
    const { send } = fixture();
    await send(150);
    expect(await send(1, 'bob')).toEqual(['allowed']);
  });

  it('knows no better than this process where the store cannot be reached, and logs that', async () => {
    const { send, moderationStates, logger } = fixture();
    moderationStates.recordFrames = () => Promise.reject(new Error('down'));
    expect((await send(101)).indexOf('limited')).toBe(100);
    const line = { level: 'error', message: 'frames not counted', fields: {}, error: new Error('down') };
    expect(logger.lines).toEqual([line, line]);
  });

  it('does not start with limits that make no sense', () => {
    const { clock } = fixture();
    const moderation = { moderationStates: new InMemoryModerationStateRepository() };
    const frames = { frames: 2, hardLimit: 1 };
    const random = Math.random;
    expect(() => new FrameBudget({ ...moderation, clock, random, frames })).toThrow(RangeError);
    expect(frameBudgetOf({ clock })).toBeUndefined();
  });
});
