import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog, positionsOf } from '../../in-memory/fixtures/in-memory-log.js';

const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('reading back from a position', () => {
  it('shows what is below it, in order', async () => {
    const { reader, log } = inMemoryLog();
    const page = await reader.before(await log.say(9), 6, 3);
    expect(page).toMatchObject({ from: 3, through: 5, recovered: true, more: true });
    expect(positionsOf(page)).toEqual([3, 4, 5]);
  });

  it('reaches the very beginning', async () => {
    const { reader, log } = inMemoryLog();
    const head = await log.say(25);
    const seen: number[] = [];
    let page = await reader.before(head, head.seq + 1, 10);
    for (;;) {
      seen.unshift(...positionsOf(page));
      if (!page.more) break;
      page = await reader.before(head, page.from, 10);
    }
    expect(seen).toEqual(upTo(25));
    expect(page.from).toBe(1);
  });

  it.each([0, 1])('finds nothing before %d', async (seq) => {
    const { reader, log } = inMemoryLog();
    expect(await reader.before(await log.say(2), seq, 10)).toMatchObject({
      from: 1,
      through: 0,
      entries: [],
      more: false,
    });
  });

  it('starts at the head when it is requested from beyond', async () => {
    const { reader, log } = inMemoryLog();
    expect(await reader.before(await log.say(2), 1_000, 10)).toMatchObject({
      from: 1,
      through: 2,
      more: false,
    });
  });

  it('ends above a position in flight, and says that there is more', async () => {
    const { reader, log } = inMemoryLog();
    await log.say(1);
    await log.skip();
    const head = await log.say(2);
    expect(await reader.before(head, 5, 10)).toMatchObject({ from: 3, through: 4, more: true });
    expect(await reader.before(head, 3, 10)).toMatchObject({ from: 3, through: 2, entries: [], more: true });
    await log.fill(2);
    expect(positionsOf(await reader.before(head, 3, 10))).toEqual([1, 2]);
  });

  it('ends above the first positions of all while they are in flight', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.skip();
    const head = await log.say(1);
    expect(await reader.before(head, 3, 10)).toMatchObject({ from: 2, through: 2, more: true });
    clock.advance(LIMITS.gapAge + 1);
    expect(await reader.before(head, 3, 10)).toMatchObject({ from: 1, through: 2, more: false });
    expect(await log.fill(1)).toMatchObject({ kind: 'filler' });
  });

  it('fills what is older, dated by the entry above', async () => {
    const { clock, messages, reader, log } = inMemoryLog();
    await log.skip();
    const { reservedAt } = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    const head = await log.say(1);
    expect(positionsOf(await reader.before(head, 2, 10))).toEqual([]);
    expect(await messages.find('tea', 1)).toMatchObject({ kind: 'filler', reservedAt });
  });

  it('dates an empty position at the top by the head, never by the entry below', async () => {
    const { clock, messages, reader, log } = inMemoryLog();
    await log.say(1);
    clock.advance(LIMITS.gapAge * 10);
    const head = await log.skip();
    expect(await reader.before(head, 3, 10)).toMatchObject({ from: 3, through: 2, entries: [], more: true });
    expect(await messages.find('tea', 2)).toBeNull();
  });

  it.each([0, 3])(
    'ends above a position in flight, also where the %d below have expired',
    async (expired) => {
      const { clock, reader, log } = inMemoryLog();
      await log.say(expired);
      clock.advance(LIMITS.retentionDefault);
      await log.skip();
      const head = await log.say(1);
      const from = expired + 2;
      clock.advance(LIMITS.gapAge);
      expect(await reader.before(head, from + 1, 10)).toMatchObject({ from, through: from, more: true });
      clock.advance(1);
      expect(await reader.before(head, from + 1, 10)).toMatchObject({ from, through: from, more: false });
    },
  );

  it('ends where the log has expired, and fills nothing there', async () => {
    const { clock, messages, reader, log } = inMemoryLog();
    await log.say(50);
    clock.advance(LIMITS.retentionDefault);
    const head = await log.say(2);
    clock.advance(LIMITS.gapAge + 1);
    expect(await reader.before(head, 53, 10)).toMatchObject({ from: 51, through: 52, more: false });
    expect(await messages.find('tea', 50)).toBeNull();
    expect(await reader.before(head, 20, 10)).toMatchObject({
      from: 20,
      through: 19,
      entries: [],
      more: false,
    });
  });

  it('may return a page of nothing but fillers', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(1);
    await log.skip(150);
    const head = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    const first = await reader.before(head, 152, 100);
    expect(first).toMatchObject({ from: 52, through: 151, entries: [], more: true });
    expect(await reader.before(head, first.from, 100)).toMatchObject({
      from: 1,
      more: false,
      entries: [{ seq: 1 }],
    });
  });
});

describe('the newest page', () => {
  it('is the end of the log', async () => {
    const { reader, log } = inMemoryLog();
    const page = await reader.latest(await log.say(30), 10);
    expect([positionsOf(page), page.through, page.more]).toEqual([upTo(30, 21), 30, true]);
  });

  it('ends below a position that may still be filled, so that its end is a cursor', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(3);
    clock.advance(LIMITS.gapAge * 3);
    await log.skip();
    const head = await log.say(1);
    expect(await reader.latest(head, 10)).toMatchObject({ from: 1, through: 3, more: false });
  });

  it('is empty in an empty log', async () => {
    const { reader, log } = inMemoryLog();
    expect(await reader.latest(await log.head(), 10)).toMatchObject({
      from: 1,
      through: 0,
      entries: [],
      more: false,
    });
  });
});
