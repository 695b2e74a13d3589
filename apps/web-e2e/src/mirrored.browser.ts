/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { PHONE } from './site/devices.js';
import { ROOM_STATES, talk } from './states/room-states.js';

const WIDE: BrowserContextOptions = { viewport: { width: 1_280, height: 800 } };
/** What has a side: texts have a direction of their own. */
const PARTS = [
  ...['.sidebar', '.brand img', '.rooms li', '.rooms .room .icon', '.leave', '.join input', '.join button'],
  ...['.who .avatar', '.who button', '.rooms-button', '.chat-header h1 .icon', '.status', '.dot'],
  ...['.chat-header > button', '.message .avatar', '.message .more', '.gutter time', '.delivery', '.quote'],
  ...['.members', '.members .avatar', '.member-more', '.close-drawer', '.search input', '.search button'],
  ...['.composer-box', '.composer textarea', '.composer .send', '.preferences-panel', '.reactions'],
];
/** Pixels: where a side has a fraction of one, the sides may differ by it. */
const ROUNDING = 1;

type Boxes = Record<string, readonly number[]>;

/** From where to where each part is, from the left, or from the right. */
function boxes(page: Page, from: 'left' | 'right'): Promise<Boxes> {
  return page.evaluate(
    ([parts, side]) => {
      const shown = parts.flatMap((part) =>
        [...document.querySelectorAll(part)].flatMap((element, index) => {
          const { left, right, width } = element.getBoundingClientRect();
          const mirrored = side === 'left' ? [left, right] : [innerWidth - right, innerWidth - left];
          return width > 0 ? [[`${part} ${index + 1}`, mirrored] as const] : [];
        }),
      );
      return Object.fromEntries(shown);
    },
    [PARTS, from] as const,
  );
}

describe('the page, for scripts from right to left', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
    await talk(site);
  });
  afterAll(() => site.close());

  it.each([
    ...['talk', 'member-menu', 'search', 'preferences'].map(
      (name) => [name, 'in a wide window', WIDE] as const,
    ),
    ...['member-menu', 'search', 'drawer'].map((name) => [name, 'on a phone', PHONE] as const),
  ])('is the mirror image of the other: %s %s', async (name, _, device) => {
    const state = ROOM_STATES.find((other) => other.name === name);
    if (state === undefined) throw new Error(`There is no state ${name}.`);
    const page = await state.show(site, { ...device, reducedMotion: 'reduce' });
    const usual = await boxes(page, 'left');
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const mirrored = await boxes(page, 'right');
    expect(Object.keys(mirrored)).toEqual(Object.keys(usual));
    expect(Object.keys(usual).length).toBeGreaterThan(15);
    const others = Object.entries(usual).filter(([part, place]) =>
      place.some((x, index) => Math.abs(x - (mirrored[part]?.[index] ?? Infinity)) > ROUNDING),
    );
    expect(others.map(([part, place]) => [part, place, mirrored[part]])).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
    await page.context().close();
  });
});
