import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryChat } from '../../in-memory/index.js';
import { inMemoryLog, positionsOf } from '../../in-memory/fixtures/in-memory-log.js';
import { intercept, type PortCall } from '../../in-memory/fixtures/intercept.js';

const at = (seq: number, epoch = 'e') => ({ epoch, seq });
const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('reading after a cursor', () => {
  it('shows everything above it, in order', async () => {
    const { reader, log } = inMemoryLog();
    const page = await reader.after(await log.say(5), at(2), 100);
    expect(page).toMatchObject({
      room: 'tea',
      epoch: 'e',
      from: 3,
      through: 5,
      recovered: true,
      more: false,
    });
    expect(positionsOf(page)).toEqual([3, 4, 5]);
  });

  it('shows nothing at the end of the log, and is recovered', async () => {
    const { reader, log } = inMemoryLog();
    const head = await log.say(3);
    expect(await reader.after(head, at(3), 100)).toMatchObject({
      from: 4,
      through: 3,
      recovered: true,
      more: false,
    });
  });

  it('reads nothing where the cursor is at the newest entry, until that is about to expire', async () => {
    const { clock, messages, log } = inMemoryLog();
    const reads: string[] = [];
    const meet = ({ method, proceed }: PortCall) => {
      reads.push(method);
      return proceed();
    };
    const { reader } = inMemoryChat({ messages: intercept(messages, meet), clock });
    const head = await log.say(3);
    clock.advance(LIMITS.retentionDefault - LIMITS.cursorEntryMargin);
    expect(await reader.after(head, at(3), 100)).toMatchObject({ from: 4, through: 3, recovered: true });
    expect(reads).toEqual([]);
    clock.advance(1);
    expect(await reader.after(head, at(3), 100)).toMatchObject({ recovered: false, through: 3 });
    expect(reads).not.toEqual([]);
  });

  it('accepts the start of an empty log as a cursor', async () => {
    const { clock, reader, log } = inMemoryLog();
    const head = await log.head();
    clock.advance(2 * LIMITS.retentionDefault);
    expect(await reader.after(head, at(0), 100)).toMatchObject({ from: 1, through: 0, recovered: true });
  });

  it('stops at the limit and says that there is more', async () => {
    const { reader, log } = inMemoryLog();
    const head = await log.say(30);
    const first = await reader.after(head, at(0), 20);
    expect([positionsOf(first), first.through, first.more]).toEqual([upTo(20), 20, true]);
    const last = await reader.after(head, at(first.through), 20);
    expect([positionsOf(last), last.through, last.more]).toEqual([upTo(30, 21), 30, false]);
  });

  it.each([
    ['another epoch', at(2, 'other')],
    ['a position beyond the head', at(6)],
  ])('is not recovered from %s', async (_, cursor) => {
    const { reader, log } = inMemoryLog();
    const page = await reader.after(await log.say(5), cursor, 100);
    expect(page).toMatchObject({ from: 6, through: 5, recovered: false, entries: [], more: false });
  });
});

describe('a cursor entry', () => {
  it('is valid until an hour before it expires, and not a millisecond longer', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(1);
    clock.advance(LIMITS.retentionDefault - LIMITS.cursorEntryMargin);
    const head = await log.say(1);
    expect(await reader.after(head, at(1), 100)).toMatchObject({ recovered: true, through: 2 });
    clock.advance(1);
    expect(await reader.after(head, at(1), 100)).toMatchObject({ recovered: false, entries: [] });
  });

  it('is needed even where nothing follows', async () => {
    const { clock, reader, log } = inMemoryLog();
    const head = await log.say(3);
    clock.advance(LIMITS.retentionDefault);
    expect(await reader.after(head, at(3), 100)).toMatchObject({ recovered: false, through: 3 });
  });

  it('may be a filler', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.skip();
    clock.advance(LIMITS.gapAge + 1);
    expect(await reader.after(await log.head(), at(0), 100)).toMatchObject({ through: 1, entries: [] });
    expect(await reader.after(await log.say(1), at(1), 100)).toMatchObject({ recovered: true, through: 2 });
  });

  it('is never a position that is still empty, however young the log', async () => {
    const { reader, log } = inMemoryLog();
    await log.skip(2);
    const head = await log.say(1);
    expect(await reader.after(head, at(2), 100)).toMatchObject({ recovered: false, entries: [] });
  });

  it('at 0 is the first entry, as long as that has an hour to live', async () => {
    const { clock, reader, log } = inMemoryLog();
    const head = await log.say(2);
    clock.advance(LIMITS.retentionDefault - LIMITS.cursorEntryMargin);
    expect(positionsOf(await reader.after(head, at(0), 100))).toEqual([1, 2]);
    clock.advance(1);
    expect(await reader.after(head, at(0), 100)).toMatchObject({ recovered: false, entries: [] });
  });

  it('at 0 is replaced by the age of the log where the first position is empty', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.skip();
    const head = await log.say(1);
    clock.advance(LIMITS.retentionMinimum - LIMITS.cursorEntryMargin);
    expect(positionsOf(await reader.after(head, at(0), 100))).toEqual([2]);
  });

  it('at 0 does not exist in a log so old that its first entries may have expired', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.skip();
    clock.advance(LIMITS.retentionMinimum - LIMITS.cursorEntryMargin + 1);
    expect(await reader.after(await log.say(1), at(0), 100)).toMatchObject({ recovered: false, entries: [] });
  });

  it('at 0 never hides what expired before a new epoch', async () => {
    const { clock, heads, reader, log } = inMemoryLog();
    await log.say(3);
    clock.advance(LIMITS.retentionDefault);
    await heads.startEpoch('tea', 'e2');
    const head = await log.say(1);
    expect(await reader.after(head, at(0, 'e2'), 100)).toMatchObject({ recovered: false, entries: [] });
  });
});

describe('an empty position on the way up', () => {
  it('ends the page just before it while its writer may still fill it', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(2);
    await log.skip();
    const head = await log.say(2);
    clock.advance(LIMITS.gapAge);
    const page = await reader.after(head, at(0), 100);
    expect([positionsOf(page), page.through, page.more, page.recovered]).toEqual([[1, 2], 2, false, true]);
    expect(await log.fill(3)).toBeNull();
    expect(positionsOf(await reader.after(head, at(2), 100))).toEqual([3, 4, 5]);
  });

  it('is filled once it is older than five seconds, so that no entry appears behind a cursor', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(2);
    await log.skip();
    const head = await log.say(2);
    clock.advance(LIMITS.gapAge + 1);
    const page = await reader.after(head, at(0), 100);
    expect([positionsOf(page), page.through, page.more]).toEqual([[1, 2, 4, 5], 5, false]);
    expect(await log.fill(3)).toMatchObject({ kind: 'filler', seq: 3 });
  });

  it('is dated by the next entry above it', async () => {
    const { clock, messages, reader, log } = inMemoryLog();
    await log.skip();
    const first = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    const page = await reader.after(await log.skip(), at(0), 100);
    expect([positionsOf(page), page.through]).toEqual([[2], 2]);
    expect(await messages.find('tea', 1)).toMatchObject({ kind: 'filler', reservedAt: first.reservedAt });
    expect(await messages.find('tea', 3)).toBeNull();
  });

  it('is dated by the head where nothing is above it, never by the cursor entry below', async () => {
    const { clock, messages, reader, log } = inMemoryLog();
    await log.say(1);
    clock.advance(LIMITS.gapAge * 10);
    const page = await reader.after(await log.skip(), at(1), 100);
    expect(page).toMatchObject({ from: 2, through: 1, recovered: true, more: false });
    expect(await messages.find('tea', 2)).toBeNull();
  });

  it('shows the message of a writer that appended while it was being filled', async () => {
    const { clock, messages, log } = inMemoryLog();
    await log.skip();
    const head = await log.head();
    clock.advance(LIMITS.gapAge + 1);
    const meet = async ({ method, proceed }: PortCall): Promise<unknown> => {
      if (method === 'append') await log.fill(1);
      return proceed();
    };
    const racing = inMemoryChat({ messages: intercept(messages, meet), clock });
    expect(positionsOf(await racing.reader.after(head, at(0), 100))).toEqual([1]);
  });

  it('may be every position of a page, which still continues', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.skip(150);
    const head = await log.say(1);
    clock.advance(LIMITS.gapAge + 1);
    const first = await reader.after(head, at(0), 100);
    expect(first).toMatchObject({ from: 1, through: 100, entries: [], more: true });
    const second = await reader.after(head, at(100), 100);
    expect([positionsOf(second), second.from, second.through, second.more]).toEqual([[151], 101, 151, false]);
  });
});

describe('a page', () => {
  const heavy = '\x01'.repeat(LIMITS.textBytes);

  it('holds no more than fits in a frame, and continues', async () => {
    const { reader, log } = inMemoryLog();
    const head = await log.say(5, { text: heavy });
    const page = await reader.after(head, at(0), 100);
    expect([positionsOf(page), page.through, page.more]).toEqual([[1], 1, true]);
    expect(Buffer.byteLength(JSON.stringify(page.entries))).toBeLessThanOrEqual(LIMITS.pageBytes);
    expect(positionsOf(await reader.before(head, 6, 100))).toEqual([5]);
  });

  it('is filled to its limit by small messages, and as far as they fit by larger ones', async () => {
    const small = inMemoryLog();
    expect(positionsOf(await small.reader.after(await small.log.say(120), at(0), 100))).toEqual(upTo(100));
    const large = inMemoryLog();
    const head = await large.log.say(40, { text: 'x'.repeat(1_000) });
    for (const page of [
      await large.reader.after(head, at(0), 100),
      await large.reader.before(head, 41, 100),
    ]) {
      expect(page.more).toBe(true);
      expect(page.entries.length).toBeGreaterThan(24);
      expect(Buffer.byteLength(JSON.stringify(page.entries))).toBeLessThanOrEqual(LIMITS.pageBytes);
    }
  });
});
