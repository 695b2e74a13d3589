/// <reference lib="dom" />
// The pictures of the README. `npm run pictures` puts them there; any other run only shows
// that they can be made.
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { ChatSite } from './site/chat-site.js';
import { FileStore } from './site/file-store.js';
import { LAPTOP, PHONE } from './site/devices.js';
import { writePast } from './site/past.js';
import { drawnImage } from './texts/drawn-image.js';
import { MOMENT, story, VIEW } from './texts/picture-story.js';
import { enter, lastText, say } from './site/reader.js';

const FOLDER = resolve(workspaceRoot, process.env['PICTURES'] ?? 'apps/web-e2e/coverage/pictures');

const PICTURES: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { ...LAPTOP, colorScheme: 'light' }],
  ['dark', { ...LAPTOP, colorScheme: 'dark' }],
  ['phone', PHONE],
];

describe('the pictures', () => {
  let store: FileStore;
  let site: ChatSite;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    store = await FileStore.start();
    store.files.set(VIEW.key, { type: VIEW.type, bytes: drawnImage(VIEW.width * 2, VIEW.height * 2) });
    site = await ChatSite.start({}, store.signUrl);
    await writePast(site.stack, 'design', story);
  });
  afterAll(async () => {
    await site.close();
    store.close();
  });

  it.each(PICTURES)('show the chat: %s', async (name, options) => {
    const context = await site.newContext({ ...options, timezoneId: 'UTC' });
    await context.clock.setFixedTime(MOMENT);
    const page = await site.openTab(context, 'Ada');
    const rooms = page.getByRole('button', { name: 'Rooms' });
    if (await rooms.isVisible()) await rooms.click();
    await enter(page, 'design');
    await lastText(page, story.at(-1)?.text ?? '');
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.image img')?.naturalWidth ?? 0) > 0,
    );
    const grace = await site.open('Grace');
    await say(grace.page, 'Lunch?');
    await page.locator('.badge').waitFor({ state: 'attached' });
    await page.mouse.move(0, 0);
    // Who taps sees no ring on the button that the focus goes back to; the keyboard that entered the room draws one.
    if (await rooms.isVisible()) await rooms.blur();
    const path = join(FOLDER, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    expect(statSync(path).size).toBeGreaterThan(20_000);
    await Promise.all([grace.context.close(), context.close()]);
  });
});
