import { describe, expect, it } from '@jest/globals';
import { inMemoryChat } from '../../in-memory/index.js';
import { inMemoryLog, positionsOf } from '../../in-memory/fixtures/in-memory-log.js';
import { intercept } from '../../in-memory/fixtures/intercept.js';
import type { LogPage } from './log-page.js';

const at = (seq: number) => ({ epoch: 'e', seq });
const upTo = (to: number, from = 1) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** A log of so many messages, and what its reader reads from the store. */
async function fixture(length: number) {
  const { clock, messages, log } = inMemoryLog();
  const head = await log.say(length);
  const asked: unknown[] = [];
  const watched = intercept(messages, ({ method, args, proceed }) => {
    if (method === 'read') asked.push(args[1]);
    return proceed();
  });
  const { reader } = inMemoryChat({ messages: watched, clock });
  return { clock, reader, head, asked };
}

const outline = (page: LogPage) => [positionsOf(page), page.from, page.through, page.more, page.recovered];

describe('pages of any size', () => {
  const LENGTH = 20;
  const sizes = upTo(LENGTH + 1);

  it('show what lies after any cursor, up to their size, and say whether that is all', async () => {
    const { reader, head } = await fixture(LENGTH);
    for (const seq of upTo(LENGTH, 0)) {
      for (const size of sizes) {
        const end = Math.min(LENGTH, seq + size);
        const expected = [upTo(end, seq + 1), seq + 1, end, end < LENGTH, true];
        expect(outline(await reader.after(head, at(seq), size))).toEqual(expected);
      }
    }
  });

  it('show what lies before any position, down to their size, and say whether that is all', async () => {
    const { reader, head } = await fixture(LENGTH);
    for (const seq of upTo(LENGTH + 1)) {
      for (const size of sizes) {
        const start = Math.max(1, seq - size);
        const expected = [upTo(seq - 1, start), start, seq - 1, start > 1, true];
        expect(outline(await reader.before(head, seq, size))).toEqual(expected);
      }
    }
  });
});

describe('every page', () => {
  it('returns the head of the log, however far below that it ends', async () => {
    const { clock, reader, log } = inMemoryLog();
    await log.say(9);
    clock.advance(60_000);
    await log.skip();
    const head = await log.say(1);
    const pages = {
      'after a cursor': await reader.after(head, at(9), 10),
      'after a cursor of another epoch': await reader.after(head, { epoch: 'f', seq: 9 }, 10),
      'the newest': await reader.latest(head, 10),
      'before a position': await reader.before(head, 4, 2),
      'for a new member': await reader.newest(head),
    };
    const ends = Object.entries(pages).map(([which, page]) => [which, page.through, page.head, page.more]);
    expect(ends).toEqual([
      ['after a cursor', 9, 11, false],
      ['after a cursor of another epoch', 9, 11, false],
      ['the newest', 9, 11, false],
      ['before a position', 3, 11, true],
      ['for a new member', 9, 11, false],
    ]);
  });
});

describe('the store', () => {
  it('is read once for each entry of a page, for the one that it starts from, and for no more', async () => {
    const { reader, head, asked } = await fixture(40);
    await reader.after(head, at(5), 20);
    await reader.before(head, 36, 20);
    expect(asked).toEqual([
      { from: 5, to: 40, order: 'ascending', limit: 1 + 8 },
      { from: 14, to: 40, order: 'ascending', limit: 12 },
      { from: 1, to: 36, order: 'descending', limit: 1 + 8 },
      { from: 1, to: 27, order: 'descending', limit: 12 },
    ]);
  });

  it('is not read before the first position of all', async () => {
    const { reader, head, asked } = await fixture(3);
    await reader.before(head, 1, 10);
    expect(asked).toEqual([]);
  });
});

describe('the newest page', () => {
  it('is made of what was read to find the end, and of what is below that', async () => {
    const { clock, reader, head, asked } = await fixture(40);
    clock.advance(60_000);
    expect(outline(await reader.latest(head, 20))).toEqual([upTo(40, 21), 21, 40, true, true]);
    expect(asked).toEqual([
      { from: 1, to: 40, order: 'descending', limit: 8 },
      { from: 1, to: 32, order: 'descending', limit: 12 },
    ]);
  });

  it('of any size shows the end of a log of any length, however old that is', async () => {
    for (const length of [0, 1, 7, 8, 9, 16, 39, 40, 41]) {
      for (const age of [0, 60_000]) {
        const { clock, reader, head } = await fixture(length);
        clock.advance(age);
        for (const size of [1, 7, 8, 9, 20, 100]) {
          const start = Math.max(1, length - size + 1);
          const expected = [upTo(length, start), start, length, start > 1, true];
          expect(outline(await reader.latest(head, size))).toEqual(expected);
        }
      }
    }
  });
});
