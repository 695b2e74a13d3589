/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { PHONE } from './site/devices.js';
import { writePast } from './site/past.js';
import { story } from './picture-story.js';
import { delivered, enter, lastText, offline, online, say } from './site/reader.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line each; `minor` things too. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${impact} ${id}: ${html}`));
}

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', PHONE],
];

describe('the page, with assistive technology', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
    await writePast(site.stack, 'design', story);
  });
  afterAll(() => site.close());

  it.each(LOOKS)('has no fault that axe finds: %s', async (_, options) => {
    const context = await site.newContext(options);
    const signIn = await context.newPage();
    await signIn.goto(site.url);
    await signIn.getByLabel('Your name').waitFor();
    expect(await faults(signIn)).toEqual([]);

    const page = await site.openTab(context, 'Ada');
    const rooms = page.getByRole('button', { name: /^Rooms/ });
    if (await rooms.isVisible()) {
      await rooms.click();
      expect(await faults(page)).toEqual([]);
    }
    await enter(page, 'design');
    await say(page, 'So be it.');
    await lastText(page, 'So be it.');
    await delivered(page);
    expect(await faults(page)).toEqual([]);
    await context.setOffline(true);
    await offline(page);
    await say(page, 'Written offline.');
    await page.locator('[data-delivery="waiting"]').waitFor();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });

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
