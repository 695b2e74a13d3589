/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ChatSite, type Reader } from './site/chat-site.js';
import { writePast } from './site/past.js';
import { enter, lastText, say } from './site/reader.js';
import { recorded, startRecording } from './measures/scroll-recorder.js';

const MESSAGES = 10_000;
/** Over which they were said. */
const DAYS = 20;
const DAY = 24 * 60 * 60 * 1_000;
/** Pixels that one turn of the wheel scrolls: less than is drawn beyond what is in sight. */
const TURN = 1_400;

/** Milliseconds: some hundred turns of the wheel and a hundred pages, on a machine that may have better to do. */
const PATIENCE = 480_000;

/** Texts of one line, of several, and of many, by three people: no two rows need be of one height. */
const past = Array.from({ length: MESSAGES }, (_, index) => ({
  by: ['Ada', 'Grace', 'Linus'][Math.floor(index / 3) % 3] ?? 'Ada',
  text: `message ${index + 1}${' and so on'.repeat((index * 7) % 15)}`,
  at: Date.now() - DAYS * DAY + (index * DAYS * DAY) / MESSAGES,
}));

describe('a room with 10,000 messages', () => {
  let site: ChatSite;
  let reader: Reader;
  let page: Page;

  beforeAll(async () => {
    site = await ChatSite.start();
    await writePast(site.stack, 'archive', past);
    reader = await site.open('Ada', { viewport: { width: 1_000, height: 1_800 } });
    page = reader.page;
    await enter(page, 'archive');
    await lastText(page, past.at(-1)?.text ?? '');
  }, PATIENCE);
  afterAll(() => site.close());

  /** How high the list is, and how far it is scrolled down. */
  const scrolled = (): Promise<[number, number]> =>
    page.locator('.scroller').evaluate(({ scrollHeight, scrollTop }) => [scrollHeight, scrollTop]);
  const isAtBeginning = () =>
    page
      .locator('.scroller')
      .evaluate((list) => list.scrollTop === 0 && list.querySelector('[data-past="all"]') !== null);
  const topmost = () => page.locator('.text').first().textContent();

  it(
    'scrolls up to its beginning, and no line ever jumps',
    async () => {
      await startRecording(page);
      await page.locator('.scroller').hover();
      while (!(await isAtBeginning())) {
        const before = await scrolled();
        await page.mouse.wheel(0, -TURN);
        // It went up, or older lines have come on top of where it was.
        await page.waitForFunction(([height, top]) => {
          const { scrollHeight, scrollTop } = document.querySelector('.scroller') ?? document.body;
          const isAll = document.querySelector('[data-past="all"]') !== null;
          return scrollHeight !== height || scrollTop < top || (isAll && scrollTop === 0);
        }, before);
        // No faster than it is drawn, on whatever machine.
        await page.evaluate(() => new Promise((drawn) => requestIdleCallback(drawn)));
      }
      const { shifts, blanks, mostRows, days } = await recorded(page);
      expect(await topmost()).toBe(past[0]?.text);
      // Whatever was in sight in two frames moved as one, downwards, and no further than the wheel.
      expect(shifts.filter(({ least, most }) => most - least > 1)).toEqual([]);
      expect(shifts.filter(({ least, most }) => least < -1 || most > TURN + 1)).toEqual([]);
      expect(shifts.length).toBeGreaterThan(50);
      expect(blanks).toBe(0);
      expect(mostRows).toBeLessThan(250);
      expect(days.length).toBeGreaterThanOrEqual(DAYS);
    },
    PATIENCE,
  );

  it('stays where it is when something new is said, and says so', async () => {
    const bob = await site.open('Bob');
    await enter(bob.page, 'archive');
    const before = await page.locator('.scroller').evaluate(({ scrollTop }) => scrollTop);
    await say(bob.page, 'hello down there');
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    expect(await topmost()).toBe(past[0]?.text);
    expect(await page.locator('.scroller').evaluate(({ scrollTop }) => scrollTop)).toBe(before);
    await page.getByRole('button', { name: '1 new message' }).click();
    await lastText(page, 'hello down there');
    await bob.context.close();
  });
});
