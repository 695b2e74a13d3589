import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryChat } from '../../in-memory/index.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { intercept, type PortCall } from '../../in-memory/fixtures/intercept.js';

/** Where a new member starts, and what that reads from the store. */
function fixture() {
  const { clock, messages, log } = inMemoryLog();
  const calls: PortCall[] = [];
  const watched = intercept(messages, (call) => {
    calls.push(call);
    return call.proceed();
  });
  const { reader } = inMemoryChat({ messages: watched, clock });
  const start = async () => (await reader.newest(await log.head())).through;
  const asked = (method: string) => calls.filter((call) => call.method === method).map(({ args }) => args[1]);
  return { clock, log, start, asked };
}

describe('a new member', () => {
  it('starts at the end of a log without gaps', async () => {
    const { log, start } = fixture();
    expect(await start()).toBe(0);
    await log.say(5);
    expect(await start()).toBe(5);
  });

  it('starts below a position that may still be filled, wherever it is', async () => {
    const { clock, log, start } = fixture();
    await log.say(3);
    clock.advance(LIMITS.gapAge * 3);
    await log.skip();
    await log.say(200);
    expect(await start()).toBe(3);
    await log.fill(4);
    expect(await start()).toBe(204);
  });

  it('starts below the first positions of all while they may still be filled', async () => {
    const { log, start } = fixture();
    await log.skip(2);
    await log.say(1);
    expect(await start()).toBe(0);
    await log.fill(1);
    expect(await start()).toBe(1);
  });

  it('fills an old position among recent ones', async () => {
    const { clock, log, start } = fixture();
    await log.say(1);
    clock.advance(LIMITS.gapAge);
    await log.skip();
    await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    expect(await start()).toBe(3);
    expect(await log.fill(2)).toMatchObject({ kind: 'filler' });
  });

  it('waits below a last position that may still be filled, and fills it later', async () => {
    const { clock, log, start } = fixture();
    await log.skip(3);
    expect(await start()).toBe(0);
    clock.advance(LIMITS.gapAge + 1);
    expect(await start()).toBe(3);
    expect(await log.fill(3)).toMatchObject({ kind: 'filler' });
  });

  it.each([
    ['is empty', 0, LIMITS.gapAge + 1],
    ['has expired', 3, LIMITS.retentionDefault],
  ])('starts at the head of a log that %s, and writes nothing there', async (_, seq, age) => {
    const { clock, log, start, asked } = fixture();
    await log.say(seq);
    clock.advance(age);
    expect(await start()).toBe(seq);
    expect(asked('append')).toEqual([]);
  });

  it('waits in a log that expired until its first new entries are old enough', async () => {
    const { clock, log, start, asked } = fixture();
    await log.say(3);
    clock.advance(LIMITS.retentionDefault);
    await log.say(1);
    for (const age of [0, LIMITS.gapAge + 1, LIMITS.gapAge - 1]) {
      clock.advance(age);
      expect(await start()).toBe(0);
    }
    clock.advance(1);
    expect(await start()).toBe(4);
    expect(asked('append')).toEqual([]);
  });

  it('does not read a busy log to its end: past 64 KB of recent entries it starts at an old one', async () => {
    const { clock, log, start, asked } = fixture();
    await log.say(300);
    clock.advance(LIMITS.gapAge * 2 + 1);
    await log.skip();
    await log.say(100, { text: 'x'.repeat(LIMITS.textBytes) });
    expect(await start()).toBe(259);
    await log.fill(301);
    expect(await start()).toBe(259);
    // 15 large entries are 64 KB; the rest is one entry each.
    expect(asked('read').slice(0, 7)).toEqual([
      { from: 1, to: 401, order: 'descending', limit: 8 },
      { from: 1, to: 393, order: 'descending', limit: 7 },
      { from: 1, to: 379, order: 'descending', limit: 1 },
      { from: 1, to: 371, order: 'descending', limit: 1 },
      { from: 1, to: 355, order: 'descending', limit: 1 },
      { from: 1, to: 323, order: 'descending', limit: 1 },
      { from: 1, to: 259, order: 'descending', limit: 1 },
    ]);
  });

  it('starts at the beginning of a log that is busy and young, as its first positions may still be filled', async () => {
    const { log, start, asked } = fixture();
    await log.skip();
    await log.say(1_000);
    expect(await start()).toBe(0);
    const read = asked('read').reduce<number>((sum, range) => sum + Object(range).limit, 0);
    expect(read).toBeLessThan(600);
  });
});
