import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatSite } from './site/chat-site.js';
import { delivered, enter, lastText, online, say, texts } from './site/reader.js';

describe('rooms and tabs', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('keep what is said in a room there, and count what was not read', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await enter(ada.page, 'tea');
    await ada.page.getByText('It is quiet in tea').waitFor();
    await enter(bob.page, 'tea');
    await say(bob.page, 'Darjeeling?');
    await lastText(ada.page, 'Darjeeling?');

    await ada.page.getByRole('button', { name: 'lobby' }).click();
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor();
    expect(await texts(ada.page)).toEqual([]);
    await say(bob.page, 'Or Assam?');
    await ada.page.getByRole('button', { name: 'tea 1 unread' }).waitFor();
    expect(await ada.page.title()).toBe('(1) lobby · Serverless WS Chat');
    await ada.page.getByRole('button', { name: 'tea 1 unread' }).click();
    await lastText(ada.page, 'Or Assam?');
    expect(await ada.page.title()).toBe('tea · Serverless WS Chat');

    await ada.page.reload();
    await online(ada.page);
    // A mark waits up to two seconds for the one before it: a page that is reloaded meanwhile counts that message again.
    await ada.page.getByRole('button', { name: /^tea/ }).click();
    await lastText(ada.page, 'Or Assam?');
    expect(await texts(ada.page)).toEqual(['Darjeeling?', 'Or Assam?']);
    await ada.page.getByRole('button', { name: 'Leave tea' }).click();
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor();
    expect(await ada.page.getByRole('button', { name: 'tea' }).count()).toBe(0);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('say why a user may not enter', async () => {
    const ada = await site.open('Ada');
    await ada.page.getByLabel('Join or open a room').fill('no spaces allowed');
    await ada.page.keyboard.press('Enter');
    await ada.page.locator('#room:invalid').waitFor();
    expect(await ada.page.getByRole('heading', { level: 1 }).textContent()).toBe('lobby');
    await ada.context.close();
  });

  it('stand side by side in one browser, as the same person or as another', async () => {
    const context = await site.newContext();
    const desk = await site.openTab(context, 'Ada');
    const couch = await site.openTab(context, 'Ada');
    const bob = await site.openTab(context, 'Bob');
    await say(desk, 'from the desk');
    await Promise.all([lastText(couch, 'from the desk'), lastText(bob, 'from the desk')]);
    await say(bob, 'from Bob');
    await Promise.all([lastText(couch, 'from Bob'), lastText(desk, 'from Bob')]);
    await delivered(desk);
    for (const [page, own] of [
      [desk, 'true'],
      [couch, 'true'],
      [bob, 'false'],
    ] as const) {
      expect(await texts(page)).toEqual(['from the desk', 'from Bob']);
      expect(await page.locator('.message').first().getAttribute('data-own')).toBe(own);
    }
    await context.close();
  });

  it('forget who was there after signing out', async () => {
    const ada = await site.open('Ada');
    await ada.page.getByRole('button', { name: 'Sign out' }).click();
    await ada.page.getByLabel('Your name').waitFor();
    await ada.page.reload();
    await ada.page.getByLabel('Your name').waitFor();
    await ada.context.close();
  });
});
