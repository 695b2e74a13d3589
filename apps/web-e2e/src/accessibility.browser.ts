/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFaults, colourFaults } from './measures/axe-faults.js';
import { ChatSite } from './site/chat-site.js';
import { PHONE } from './site/devices.js';
import { delivered, lastText, online, say } from './site/reader.js';
import { talk } from './states/room-states.js';
import { STATES } from './states/states.js';

const WIDE = { width: 1_280, height: 800 };
const NARROW = { width: 390, height: 780 };

/** Made of what others have, with other words: `npm run nightly:page` looks at them too. */
const SAME_SHAPE = [
  ...['banned', 'banned-for-good', 'flooding', 'replaced', 'refused', 'unreachable', 'no-sign-in', 'expired'],
  ...['invited', 'long-names', 'many-rooms', 'right-to-left'],
];
/** What opens: for a moderator it has more in it, and `menus.browser.ts` looks at that, in a wide window and on a phone. */
const MENUS = ['menu', 'people', 'member-menu', 'search', 'find-a-room', 'preferences'];
const SHAPES = STATES.filter(({ name }) => ![...SAME_SHAPE, ...MENUS].includes(name));

describe('the page, with assistive technology', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
    await talk(site);
  });
  afterAll(() => site.close());

  it.each(SHAPES.map((state) => [state.name, state] as const))(
    'has no fault that axe finds, light, dark and narrow: %s',
    async (_, state) => {
      const page = await state.show(site, { viewport: state.isNarrow ? NARROW : WIDE, colorScheme: 'light' });
      expect(await axeFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await colourFaults(page)).toEqual([]);
      if (!state.isNarrow) await page.setViewportSize(NARROW);
      expect(await axeFaults(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('is of use without a mouse', async () => {
    const context = await site.newContext();
    const page = await context.newPage();
    const { keyboard } = page;
    await page.goto(site.url);
    await page.locator('#who:focus').waitFor();
    await keyboard.type('Ada');
    await keyboard.press('Enter');
    await online(page);
    // Where one writes is where one is, from the start and in every room that one enters.
    await page.locator('#text:focus').waitFor();
    await keyboard.type('first line');
    await keyboard.press('Shift+Enter');
    await keyboard.type('second line');
    await keyboard.press('Enter');
    await lastText(page, 'first line\nsecond line');
    await page.locator('.scroller:focus').waitFor({ state: 'detached' });
    await keyboard.press('Shift+Tab');
    await page.locator('.scroller:focus').waitFor();
    await delivered(page);
    await keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Actions for the message of Ada');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Messages');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('People');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Search');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Sign out');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Preferences');
    await keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Join');
    await keyboard.press('Shift+Tab');
    await keyboard.type('tea');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'tea' }).waitFor();
    await page.locator('#text:focus').waitFor();
    await context.close();
  });

  it('keeps the focus within the rooms on a phone, until Escape leads back', async () => {
    const { context, page } = await site.open('Ada', PHONE);
    await page.getByRole('button', { name: 'Rooms' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.room:focus').waitFor();
    expect(await page.locator('main').getAttribute('inert')).not.toBeNull();
    await page.keyboard.press('Escape');
    await page.locator('.rooms-button:focus').waitFor();
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor({ state: 'hidden' });
    await context.close();
  });

  it('tells screen readers what others say, and nothing that only scrolls by', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    expect(await ada.page.getByRole('log').getAttribute('aria-live')).toBe('off');
    await say(bob.page, 'Can you hear me?');
    await ada.page.locator('[aria-live="polite"]', { hasText: 'Bob: Can you hear me?' }).waitFor();
    await Promise.all([ada.context.close(), bob.context.close()]);
  });
});

/** The name of what has the focus. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}
