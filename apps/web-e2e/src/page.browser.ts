/// <reference lib="dom" />
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { LAPTOP, PHONE } from './site/devices.js';
import { enter, lastText, say, texts } from './site/reader.js';

const composer = (page: Page) => page.getByRole('textbox', { name: /^Message to/ });

/** Presses Enter as the browsers do that end a composition before they report its key. */
async function endComposition(page: Page): Promise<void> {
  await composer(page).evaluate((input) => {
    input.dispatchEvent(new CompositionEvent('compositionend', { data: '数', bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true }));
  });
}

describe('the page', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it.each([
    ['laptop', LAPTOP],
    ['phone', PHONE],
  ])(
    'has its composer at the bottom, in an empty room and in one with messages: %s',
    async (room, device) => {
      const { context, page } = await site.open('Ada', device);
      const rooms = page.getByRole('button', { name: /^Rooms/ });
      if (await rooms.isVisible()) await rooms.click();
      await enter(page, room);
      await page.getByText(`It is quiet in ${room}`).waitFor();
      const below = async () => {
        const { y = 0, height = 0 } = (await page.locator('.composer').boundingBox()) ?? {};
        return (page.viewportSize()?.height ?? 0) - y - height;
      };
      expect(await below()).toBeCloseTo(0, 0);
      await say(page, 'hello');
      await lastText(page, 'hello');
      expect(await below()).toBeCloseTo(0, 0);
      await context.close();
    },
  );

  it('does not send with the Enter that ends a composition, and keeps a draft in its room', async () => {
    const { context, page } = await site.open('Bob', LAPTOP);
    await enter(page, 'drafts');
    await composer(page).fill('数');
    await endComposition(page);
    expect(await composer(page).inputValue()).toBe('数');
    await page.getByRole('button', { name: 'lobby', exact: true }).click();
    await page.getByRole('heading', { name: 'lobby' }).waitFor();
    expect(await composer(page).inputValue()).toBe('');
    await page.getByRole('button', { name: 'drafts', exact: true }).click();
    await page.getByRole('heading', { name: 'drafts' }).waitFor();
    expect(await composer(page).inputValue()).toBe('数');
    expect(await texts(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await lastText(page, '数');
    await composer(page).fill('\u200b\u2800');
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
    await context.close();
  });

  it('counts in its title what arrives while it is hidden', async () => {
    const ada = await site.open('Ada', LAPTOP);
    const bob = await site.open('Bob', LAPTOP);
    const show = (state: string) =>
      ada.page.evaluate((visibilityState) => {
        Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await show('hidden');
    await say(bob.page, 'are you there?');
    await ada.page.waitForFunction(() => document.title === '(1) lobby · Serverless WS Chat');
    await show('visible');
    await ada.page.waitForFunction(() => document.title === 'lobby · Serverless WS Chat');
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('links addresses, away from itself', async () => {
    const { context, page } = await site.open('Ada', LAPTOP);
    await enter(page, 'links');
    await say(page, 'See https://a.example/b, not javascript:alert(1)');
    const link = page.locator('.text a');
    await link.waitFor();
    const read = (name: string) => link.getAttribute(name);
    expect(await Promise.all(['href', 'rel', 'target', 'dir'].map(read))).toEqual([
      'https://a.example/b',
      'noopener noreferrer',
      '_blank',
      'ltr',
    ]);
    await context.close();
  });

  it('calls one day today, over midnight', async () => {
    const { context, page } = await site.open('Eve', { ...LAPTOP, timezoneId: 'UTC' });
    await enter(page, 'night');
    await say(page, 'before');
    await lastText(page, 'before');
    const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1_000);
    await context.clock.setFixedTime(tomorrow);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('.day', { hasText: 'Yesterday' }).waitFor();
    expect(await page.locator('.day', { hasText: 'Today' }).count()).toBe(0);
    await context.close();
  });

  it('weighs no more than 150 KB before what it loads later', async () => {
    const html = await (await fetch(site.url)).text();
    const files = [...html.matchAll(/(?:src|href)="(\.\/[^"]+\.(?:js|css|svg))"/g)].map(
      ([, path = '']) => path,
    );
    expect(files.length).toBeGreaterThan(2);
    const bodies = await Promise.all(
      files.map(async (path) => Buffer.from(await (await fetch(new URL(path, site.url))).arrayBuffer())),
    );
    const bytes = [Buffer.from(html), ...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bytes).toBeLessThanOrEqual(150 * 1_024);
  });

  it('says that it crashed, and loads again', async () => {
    const { context, page } = await site.open('Ada', LAPTOP);
    // A line that came later would break before anything is written.
    await page.locator('[data-past="all"]').waitFor();
    await page.evaluate(() => {
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get: () => {
          throw new Error('broken on purpose');
        },
      });
    });
    await say(page, 'crash');
    await page.getByRole('alert').getByText('Something went wrong').waitFor();
    await page.getByRole('button', { name: 'Reload' }).click();
    await lastText(page, 'crash');
    await context.close();
  });
});
