import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../testing/worlds/in-memory-log.js';

function world() {
  const { clock, messages, reader, log } = inMemoryLog();
  const start = async () => (await reader.newest(await log.head())).through;
  return { clock, messages, log, start };
}

describe('a newcomer', () => {
  it('starts at the end of a log without holes', async () => {
    const { log, start } = world();
    expect(await start()).toBe(0);
    await log.say(5);
    expect(await start()).toBe(5);
  });

  it('starts below a place that may still be filled, wherever it is', async () => {
    const { clock, log, start } = world();
    await log.say(3);
    clock.advance(LIMITS.holeAge * 3);
    await log.skip();
    await log.say(200);
    expect(await start()).toBe(3);
    await log.fill(4);
    expect(await start()).toBe(204);
  });

  it('starts below the first places of all while they may still be filled', async () => {
    const { log, start } = world();
    await log.skip(2);
    await log.say(1);
    expect(await start()).toBe(0);
    await log.fill(1);
    expect(await start()).toBe(1);
  });

  it('seals an old place among recent ones', async () => {
    const { clock, log, start } = world();
    await log.say(1);
    clock.advance(LIMITS.holeAge);
    await log.skip();
    await log.say(1);
    clock.advance(LIMITS.holeAge + 1);
    expect(await start()).toBe(3);
    expect(await log.fill(2)).toMatchObject({ kind: 'void' });
  });

  it('waits below a last place that may still be filled, and seals it later', async () => {
    const { clock, log, start } = world();
    await log.skip(3);
    expect(await start()).toBe(0);
    clock.advance(LIMITS.holeAge + 1);
    expect(await start()).toBe(3);
    expect(await log.fill(3)).toMatchObject({ kind: 'void' });
  });

  it('starts at the head of a log that has expired, and writes nothing there', async () => {
    const { clock, messages, log, start } = world();
    await log.say(3);
    clock.advance(LIMITS.retentionDefault);
    expect(await start()).toBe(3);
    expect(await messages.find('tea', 3)).toBeNull();
  });

  it('waits in a log that expired until its first new entries are old enough to tell', async () => {
    const { clock, log, start } = world();
    await log.say(3);
    clock.advance(LIMITS.retentionDefault);
    await log.say(1);
    expect(await start()).toBe(0);
    clock.advance(2 * LIMITS.holeAge + 1);
    expect(await start()).toBe(4);
  });

  it('does not read a log without end: past some hundred recent entries it starts there', async () => {
    const { log, start } = world();
    await log.skip();
    await log.say(1_000);
    expect(await start()).toBe(1_001);
  });
});
