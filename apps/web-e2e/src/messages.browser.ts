/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PHONE } from './site/devices.js';
import { ChatSite } from './site/chat-site.js';
import { act } from './site/menus.js';
import { writePast } from './site/past.js';
import { delivered, enter, lastText, online, say, signIn, texts } from './site/reader.js';

describe('messages', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('are reacted to, and the reaction is taken back', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob', PHONE);
    await say(bob.page, 'cake at four');
    await lastText(ada.page, 'cake at four');
    await act(ada.page, 'Hooray');
    await bob.page.getByRole('button', { name: 'Hooray, 1' }).click();
    await ada.page.getByRole('button', { name: 'Hooray, 2' }).click();
    await bob.page.getByRole('button', { name: 'Hooray, 1', pressed: true }).waitFor();
    await act(bob.page, 'Heart');
    await ada.page.getByRole('button', { name: 'Heart, 1', pressed: false }).waitFor();
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are changed by Up, and deleted, by the keyboard alone', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'edits');
    await say(ada.page, 'fist');
    await say(bob.page, 'what?');
    await lastText(ada.page, 'what?');
    await ada.page.locator('#text').press('ArrowUp');
    await ada.page.getByText('Changing your message').waitFor();
    expect(await ada.page.locator('#text').inputValue()).toBe('fist');
    await ada.page.locator('#text').fill('first');
    await ada.page.keyboard.press('Enter');
    await bob.page.getByText('first', { exact: true }).waitFor();
    await bob.page.getByText('edited').waitFor();
    expect(await texts(bob.page)).toEqual(['first', 'what?']);

    await ada.page.locator('#text').press('ArrowUp');
    await ada.page.keyboard.press('Escape');
    await ada.page.getByText('Changing your message').waitFor({ state: 'detached' });
    expect(await ada.page.locator('#text').inputValue()).toBe('');

    await ada.page.getByRole('log').focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'Enter']) await ada.page.keyboard.press(key);
    const remove = ada.page.getByRole('button', { name: /^Delete/ });
    await remove.focus();
    for (let count = 0; count < 2; count += 1) await ada.page.keyboard.press('Enter');
    await bob.page.getByText('This message was deleted.').waitFor();
    expect(await texts(bob.page)).toEqual(['This message was deleted.', 'what?']);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are answered with a quote', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await say(bob.page, 'Darjeeling or Assam?');
    await lastText(ada.page, 'Darjeeling or Assam?');
    await act(ada.page, 'Reply');
    await ada.page.getByText('Replying to Bob: Darjeeling or Assam?').waitFor();
    await say(ada.page, 'Both');
    await lastText(bob.page, 'Both');
    const answer = bob.page.locator('.message').last();
    expect(await answer.locator('.quote').textContent()).toBe('Bob Darjeeling or Assam?');
    await delivered(ada.page);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are reported by all, and deleted by moderators, by the keyboard alone', async () => {
    const ada = await site.openAsAdmin('Ada');
    const bob = await site.open('Bob');
    const eve = await site.open('Eve');
    for (const { page } of [ada, bob, eve]) await enter(page, 'rude');
    await say(bob.page, 'rude words');
    await lastText(eve.page, 'rude words');
    await eve.page.locator('.message').last().hover();
    await eve.page.getByRole('button', { name: 'Actions for the message of Bob' }).click();
    expect(await eve.page.getByRole('button', { name: /^(Delete|Kick|Mute|Ban|Edit)/ }).count()).toBe(0);
    await eve.page.getByRole('button', { name: 'Report…' }).click();
    await eve.page.getByLabel('Why, for the moderators').fill('not nice');
    await eve.page.getByRole('button', { name: 'Send report' }).click();
    await eve.page.getByText('The message is reported.').waitFor();

    await lastText(ada.page, 'rude words');
    await ada.page.getByRole('log').focus();
    for (const key of ['ArrowUp', 'Enter']) await ada.page.keyboard.press(key);
    await ada.page.getByRole('button', { name: 'Delete' }).focus();
    for (let count = 0; count < 2; count += 1) await ada.page.keyboard.press('Enter');
    await bob.page.getByText('This message was deleted.').waitFor();
    await Promise.all([ada, bob, eve].map(({ context }) => context.close()));
  });

  it('have bold, italic, code and links, which say where they lead', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'marks');
    await say(ada.page, '**bold** and *italic*, `code` and [docs](https://docs.example/a)');
    await lastText(bob.page, 'bold and italic, code and docs (docs.example)');
    const text = bob.page.locator('.text').last();
    expect(await text.locator('strong, em, code').allTextContents()).toEqual(['bold', 'italic', 'code']);
    expect(await text.getByRole('link', { name: 'docs' }).getAttribute('href')).toBe(
      'https://docs.example/a',
    );
    await say(ada.page, 'so:\n```js\nconst a = 1;\n\n  b();\n```');
    await lastText(bob.page, 'so:const a = 1;\n\n  b();');
    expect(await bob.page.locator('pre').textContent()).toBe('const a = 1;\n\n  b();');
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('have an address, which leads into their room; going back leads out of it', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const ada = await site.open('Ada', { permissions });
    await enter(ada.page, 'links');
    await say(ada.page, 'look here');
    await lastText(ada.page, 'look here');
    await delivered(ada.page);
    await act(ada.page, 'Copy link');
    await ada.page.getByText('The link is copied.').waitFor();
    const link = await ada.page.evaluate(() => navigator.clipboard.readText());
    await ada.page.goBack();
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor();

    const bob = await site.open('Bob');
    await bob.page.goto(link);
    await online(bob.page);
    await bob.page.getByRole('heading', { name: 'links' }).waitFor();
    await bob.page.locator('[data-target="true"]', { hasText: 'look here' }).waitFor();
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('carry files, where the page is set up for them', async () => {
    const context = await site.newContext();
    const page = await context.newPage();
    const config = { webSocketUrl: site.stack.url, signInUrl: './token' };
    const files = { ...config, attachmentsUrl: 'https://files.example/sign' };
    await page.route('**/config.json', (route) => route.fulfill({ json: files }));
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    const asked: unknown[] = [];
    await context.route('https://files.example/**', (route) => {
      const request = route.request();
      if (request.method() === 'POST') asked.push(request.postDataJSON());
      const json = { key: 'files/1', url: 'https://files.example/stored', headers: {} };
      return route.fulfill({ json, headers: { ...headers, 'access-control-allow-methods': 'PUT' } });
    });
    await page.goto(site.url);
    await signIn(page, 'Ada');
    await enter(page, 'files');
    const file = { name: '\u202egpj.plan', mimeType: 'application/pdf', buffer: Buffer.from('abc') };
    await page.locator('input[type="file"]').setInputFiles(file);
    const saved = context.waitForEvent('page');
    await page.getByRole('button', { name: 'gpj.plan 3 B' }).click();
    expect((await saved).url()).toBe('https://files.example/stored');
    expect(asked).toMatchObject([
      { action: 'upload', room: 'files', type: 'application/pdf', size: 3 },
      { action: 'download', room: 'files', key: 'files/1' },
    ]);
    await context.close();
    const bob = await site.open('Bob');
    await enter(bob.page, 'files');
    await bob.page.getByText('A file, which this page is not set up to open.').waitFor();
    await bob.context.close();
  });

  it('are found far back by their address, and by a search in what is loaded', async () => {
    const past = Array.from({ length: 450 }, (_, index) => ({
      ...{ by: 'Grace', text: `number ${index + 1}`, at: Date.now() - 450_000 + index * 1_000 },
    }));
    await writePast(site.stack, 'far', past);
    const { page, context } = await site.open('Ada');
    await page.goto(`${site.url}#far/20`);
    await page.locator('[data-target="true"] .text', { hasText: /^number 20$/ }).waitFor();
    await page.getByText('Looking for the message…').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Search' }).click();
    await page.keyboard.type('NUMBER 40');
    await page.getByText('1 of 11', { exact: true }).waitFor();
    await page.locator('[data-target="true"] .text', { hasText: /^number 409$/ }).waitFor();
    await page.keyboard.press('Shift+Enter');
    await page.getByText('11 of 11', { exact: true }).waitFor();
    await page.locator('[data-target="true"] .text', { hasText: /^number 40$/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').waitFor({ state: 'detached' });
    await page.goto(`${site.url}#far/9999`);
    await page.getByText('This message is no longer there.').waitFor();
    await context.close();
  });
});
