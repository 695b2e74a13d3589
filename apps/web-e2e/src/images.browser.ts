/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChatClient } from '@serverless-ws/chat-client';
import type { Page } from 'playwright-core';
import { axeFaults } from './measures/axe-faults.js';
import { noteShifts, shiftsOf } from './measures/layout-shifts.js';
import { chatPerson } from './site/chat-person.js';
import { ChatSite } from './site/chat-site.js';
import { FileStore } from './site/file-store.js';
import { enter, lastText, say } from './site/reader.js';
import { drawnImage } from './texts/drawn-image.js';

const image = (page: Page, name: string) => page.getByRole('button', { name: `Open the image ${name}` });

/** Resolves when an image is loaded, and drawn in its line. */
async function drawn(page: Page, name: string): Promise<void> {
  await page.waitForFunction((alt) => {
    const shown = document.querySelector<HTMLImageElement>(`.image img[alt="${alt}"]`);
    return shown !== null && shown.complete && shown.naturalWidth > 0;
  }, name);
}

describe('images', () => {
  let store: FileStore;
  let site: ChatSite;
  let grace: ChatClient;

  beforeAll(async () => {
    store = await FileStore.start();
    site = await ChatSite.start({}, store.signUrl);
    grace = await chatPerson(site, 'Grace');
  });
  beforeEach(() => {
    store.files.set('shown/wide', { type: 'image/png', bytes: drawnImage(800, 400) });
    store.files.set('shown/broken', { type: 'image/png', bytes: Buffer.from('not an image') });
  });
  afterAll(async () => {
    grace.close();
    await site.close();
    store.close();
  });

  /** Grace sends files that her own client says are there. */
  const sendFiles = async (room: string, ...files: object[]) => {
    const there = grace.room(room);
    await there.join();
    const attachments = files.map((file) => ({ key: 'shown/wide', type: 'image/png', size: 9, ...file }));
    await there.send('', { meta: { attachments } });
  };

  it('are sent by one, and seen by the other in the space that was kept for them', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'sights');
    await say(bob.page, 'what is it like?');
    await lastText(ada.page, 'what is it like?');
    const release = store.holdReads();
    const file = { name: 'sea.png', mimeType: 'image/png', buffer: drawnImage(1_000, 500) };
    await ada.page.locator('input[type="file"]').setInputFiles(file);
    const shown = image(bob.page, 'sea.png');
    await shown.waitFor();
    // What the message says of them is not what they are, and nothing is said of the last one.
    await sendFiles('sights', { name: 'odd.png', width: 90, height: 700 }, { name: 'unknown.png' });
    await image(bob.page, 'unknown.png').waitFor();
    const boxes = () =>
      bob.page.locator('.image').evaluateAll((all) => all.map((box) => box.getBoundingClientRect().toJSON()));
    const before = await boxes();
    await bob.page.evaluate(noteShifts, false);
    release();
    for (const name of ['sea.png', 'odd.png', 'unknown.png']) await drawn(bob.page, name);
    expect(await shiftsOf(bob.page)).toEqual([]);
    expect(await boxes()).toEqual(before);
    expect(before.map(({ width, height }) => [width, height])).toEqual([
      ...[
        [320, 160],
        [48, 260],
        [240, 180],
      ],
    ]);
    const read = (name: string) => shown.locator('img').getAttribute(name);
    expect(await Promise.all(['alt', 'loading', 'decoding'].map(read))).toEqual(['sea.png', 'lazy', 'async']);
    expect(store.asked.filter(({ action }) => action === 'upload')).toMatchObject([{ room: 'sights' }]);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('open in full size by the keyboard alone, and Escape leads back', async () => {
    await sendFiles('keys', { name: 'wide.png', width: 800, height: 400 });
    const { page, context } = await site.open('Ada');
    await enter(page, 'keys');
    await drawn(page, 'wide.png');
    await page.getByRole('log').focus();
    await page.keyboard.press('Tab');
    expect(await image(page, 'wide.png').evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'wide.png' });
    await dialog.locator('img').waitFor();
    expect((await dialog.locator('img').boundingBox())?.width).toBe(800);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.image:focus').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.image:focus').waitFor();
    await image(page, 'wide.png').click();
    const saved = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'wide.png' }).click();
    await saved;
    await page.mouse.click(5, 400);
    await dialog.waitFor({ state: 'detached' });
    await context.close();
  });

  it('have no fault that axe finds, in their line, in full size, and broken', async () => {
    await sendFiles('axe', { name: 'wide.png', width: 800, height: 400 });
    await sendFiles('axe', { name: 'broken.png', key: 'shown/broken' });
    const { page, context } = await site.open('Ada', { colorScheme: 'light' });
    await enter(page, 'axe');
    await drawn(page, 'wide.png');
    await page.getByText('The image cannot be shown.').waitFor();
    for (const isOpen of [false, true]) {
      if (isOpen) await image(page, 'wide.png').click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect([isOpen, colorScheme, ...(await axeFaults(page))]).toEqual([isOpen, colorScheme]);
      }
    }
    await context.close();
  });

  it('that do not load are files, with a sentence; a link that has ended is signed anew', async () => {
    await sendFiles('broken', { name: 'broken.png', key: 'shown/broken' });
    await sendFiles('broken', { name: 'late.png' });
    const { linkTo } = store;
    let asked = 0;
    store.linkTo = (key) => linkTo(key === 'shown/wide' && (asked += 1) === 1 ? 'shown/ended' : key);
    const { page, context } = await site.open('Ada');
    await enter(page, 'broken');
    await drawn(page, 'late.png');
    await page.getByText('The image cannot be shown.').waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'broken.png 9 B' }).click();
    await saved;
    expect(await page.locator('.image-failed').count()).toBe(1);
    expect(store.read).toContain('shown/ended');
    store.linkTo = linkTo;
    await context.close();
  });

  it('are loaded from nowhere but where the function leads, and never from a script or the message', async () => {
    const hostile = { url: 'javascript:alert(1)', src: 'https://evil.example/1.png' };
    await sendFiles('hostile', { name: '<img src=x onerror=alert(1)>', key: 'hostile/script', ...hostile });
    await sendFiles('hostile', { name: 'data.png', key: 'hostile/data' });
    await sendFiles('hostile', { name: 'plain.png', key: 'hostile/plain' });
    await sendFiles('hostile', { name: 'drawing.svg', type: 'image/svg+xml' });
    await sendFiles('hostile', { name: '\u202egnp.exe' });
    const { linkTo } = store;
    const links: Readonly<Record<string, string>> = {
      'hostile/script': 'javascript:alert(1)',
      'hostile/data': `data:image/png;base64,${drawnImage(2, 2).toString('base64')}`,
      'hostile/plain': 'http://evil.example/1.png',
    };
    store.linkTo = (key) => links[key] ?? linkTo(key);
    const { page, context } = await site.open('Ada');
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    page.on('dialog', () => hosts.add('a dialog'));
    await enter(page, 'hostile');
    await say(page, '![x](javascript:alert(1)) ![y](https://evil.example/2.png)');
    await drawn(page, 'gnp.exe');
    await page.getByText('The image cannot be shown.').nth(2).waitFor();
    // By a key: it is far up, and lines still find their places when the list has just been scrolled to it.
    await page.getByRole('button', { name: '<img src=x onerror=alert(1)> 9 B' }).press('Enter');
    await page.getByRole('alert').getByText('The link to the file is none.').waitFor();
    await page.getByRole('button', { name: 'drawing.svg 9 B' }).waitFor();
    expect(await page.locator('.message img').count()).toBe(1);
    expect([...hosts]).toEqual(['127.0.0.1']);
    store.linkTo = linkTo;
    await context.close();
  });

  it('are pasted and dropped; how much is sent is shown, and it is canceled', async () => {
    const { page, context } = await site.open('Ada');
    await enter(page, 'pasted');
    const give = (type: 'paste' | 'drop', name: string) =>
      page.locator('#text').evaluate(
        (field, [how, called, bytes]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(bytes)], called, { type: 'image/png' }));
          const event =
            how === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
          field.dispatchEvent(event);
        },
        [type, name, [...drawnImage(60, 60)]] as const,
      );
    await give('paste', 'pasted.png');
    await drawn(page, 'pasted.png');
    await give('drop', 'dropped.png');
    await drawn(page, 'dropped.png');
    store.isStuck = true;
    for (const name of ['long.png', 'next.png']) await give('paste', name);
    await page.getByText('Sending long.png, 1 more to come').waitFor();
    const progress = page.getByRole('progressbar', { name: 'Sending long.png' });
    await page.waitForFunction(() => document.querySelector('progress')?.value === 1);
    await progress.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel sending' }).click();
    await progress.waitFor({ state: 'detached' });
    store.isStuck = false;
    await give('paste', 'after.png');
    await drawn(page, 'after.png');
    expect(store.ended).toBe(1);
    expect(await page.locator('.image').count()).toBe(3);

    store.refusal = 'A file has 10485760 bytes at most.';
    await give('paste', 'huge.png');
    await page.getByText('huge.png: A file has 10485760 bytes at most.').waitFor();
    store.refusal = null;
    await context.close();
  });
});
