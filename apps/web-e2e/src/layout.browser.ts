/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { noteShifts, shiftsOf } from './measures/layout-shifts.js';
import { ChatSite } from './site/chat-site.js';
import { PHONE } from './site/devices.js';
import { lastText, say } from './site/reader.js';
import { ROOM_STATES, talk } from './states/room-states.js';
import { LONG_ROOM, TALK } from './texts/talk.js';

/** The narrowest window that is supported, and what a window of 1,280 by 720 shows when it is zoomed to 200 %. */
const NARROW: BrowserContextOptions = { ...PHONE, viewport: { width: 320, height: 640 } };
const ZOOMED: BrowserContextOptions = { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 };

describe('the layout', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
    await talk(site);
  });
  afterAll(() => site.close());

  const show = async (name: string, options: BrowserContextOptions): Promise<Page> => {
    const state = ROOM_STATES.find((other) => other.name === name);
    if (state === undefined) throw new Error(`There is no state ${name}.`);
    return state.show(site, options);
  };
  const box = async (page: Page, selector: string) => {
    const found = await page.locator(selector).last().boundingBox();
    if (found === null) throw new Error(`${selector} is not in the page.`);
    return found;
  };

  it.each([
    ['at 320 pixels', NARROW],
    ['at 200 %', ZOOMED],
  ])('fits into its window, with names of 64 characters: %s', async (_, options) => {
    const page = await show('long-names', options);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const size = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(size).toEqual([width, height]);
    const composer = await box(page, '.composer');
    expect(composer.y + composer.height).toBeCloseTo(height, 0);
    expect(composer.height).toBeLessThan(80);
    // Room for some lines, and for enough of the name to know the room by.
    expect((await box(page, '.scroller')).height).toBeGreaterThan(180);
    expect((await box(page, '.room-title')).width).toBeGreaterThan(90);
    const [name, time, more] = [
      await box(page, '.message header:not(.visually-hidden) .sender'),
      await box(page, '.message header:not(.visually-hidden) time'),
      await box(page, '.message:has(header:not(.visually-hidden)) .more'),
    ];
    expect(name.x + name.width).toBeLessThanOrEqual(time.x);
    expect(time.x + time.width).toBeLessThanOrEqual(more.x + 8);
    await page.context().close();
  });

  it('has the shown room in view among fifty, and a way to leave one with a long name', async () => {
    const page = await show('many-rooms', { viewport: { width: 1_280, height: 720 } });
    const list = await box(page, '.rooms');
    const active = await box(page, '.rooms [data-active="true"]');
    expect(active.y).toBeGreaterThanOrEqual(list.y);
    expect(active.y + active.height).toBeLessThanOrEqual(list.y + list.height);
    await page.evaluate((room) => {
      location.hash = room;
    }, LONG_ROOM);
    await page.getByRole('heading', { name: LONG_ROOM }).waitFor();
    const leave = page.getByRole('button', { name: `Leave ${LONG_ROOM}` });
    const { x, width } = (await leave.boundingBox()) ?? { x: Infinity, width: 0 };
    expect(x + width).toBeLessThanOrEqual(list.x + list.width);
    await page.context().close();
  });

  it('shows the time of each message on a touch screen, in 12-hour locales too', async () => {
    const page = await show('talk', { ...NARROW, locale: 'en-US' });
    const times = page.locator('.gutter time');
    expect(await times.count()).toBeGreaterThan(1);
    const seen = await times.evaluateAll((found) =>
      found.map((time) => ({
        text: time.textContent,
        opacity: getComputedStyle(time).opacity,
        isInside: time.scrollWidth <= time.clientWidth,
      })),
    );
    for (const { text, opacity, isInside } of seen) {
      expect([opacity, isInside]).toEqual(['1', true]);
      expect(text).toMatch(/^\d{1,2}:\d\d$/);
    }
    expect(await page.locator('.message header time').first().textContent()).toMatch(/[AP]M$/);
    await page.context().close();
  });

  it('does not shift while it loads', async () => {
    const context = await site.newContext({ viewport: { width: 1_280, height: 720 } });
    const page = await context.newPage();
    await page.addInitScript(noteShifts);
    await page.addInitScript(() => sessionStorage.setItem('session', '{"name":"Ada"}'));
    await page.goto(`${site.url}#${TALK.room}`);
    await lastText(page, TALK.last);
    await page.getByText(`This is where ${TALK.room} begins.`).waitFor();
    expect(await shiftsOf(page)).toEqual([]);
    await context.close();
  });

  it('writes each text in its own direction', async () => {
    const page = await show('right-to-left', NARROW);
    await say(page, 'left to right');
    await lastText(page, 'left to right');
    const starts = await page.locator('.text').evaluateAll((found) =>
      found.map((text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const runs = [...range.getClientRects()];
        // Those of the last line, which is not full.
        const bottom = Math.max(...runs.map((run) => run.bottom));
        const last = runs.filter((run) => Math.abs(run.bottom - bottom) < 4);
        const { left, right } = text.getBoundingClientRect();
        const before = Math.min(...last.map((run) => run.left)) - left;
        const after = right - Math.max(...last.map((run) => run.right));
        return before > after ? 'right' : 'left';
      }),
    );
    expect(starts).toEqual(['right', 'right', 'left']);
    await page.context().close();
  });

  it('moves nothing for people who want less motion', async () => {
    const page = await show('drawer', { ...NARROW, reducedMotion: 'reduce' });
    const moving = await page.evaluate(() =>
      document.getAnimations().flatMap(({ effect }) => (effect as KeyframeEffect).target?.className ?? []),
    );
    expect(moving).toEqual([]);
    const moves = await page
      .locator('.sidebar')
      .evaluate((panel) => getComputedStyle(panel).transitionProperty);
    expect(moves).toBe('none');
    await page.context().close();
  });
});
