/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatSite } from './site/chat-site.js';
import { hide, notifications, recordNotifications } from './site/desktop.js';
import { enter, lastText, offline, online, say, signIn, texts } from './site/reader.js';

describe('people in a room', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('see each other, who types, and write to each other alone', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    const people = ada.page.getByRole('complementary', { name: 'People here' });
    await people.getByText('Bob').waitFor();
    expect(await people.locator('.member-name').allTextContents()).toEqual(['Ada', 'Bob']);

    await bob.page.getByRole('textbox', { name: /^Message to/ }).pressSequentially('hm');
    await ada.page.getByText('Bob is typing…').waitFor();
    await say(bob.page, 'hmm');
    await lastText(ada.page, 'hmm');
    await ada.page.getByText('Bob is typing…').waitFor({ state: 'detached' });

    await people.getByRole('button', { name: 'Bob', exact: true }).click();
    await ada.page.getByRole('heading', { name: 'Bob' }).waitFor();
    await say(ada.page, 'between us');
    await bob.page.getByRole('button', { name: 'Ada 1 unread' }).click();
    await lastText(bob.page, 'between us');
    expect(await texts(bob.page)).toEqual(['between us']);
    await say(bob.page, 'it stays here');
    await lastText(ada.page, 'it stays here');
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('find what they had begun to write after a reload, and what they had not read', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'tea');
    await say(bob.page, 'seen');
    await lastText(ada.page, 'seen');
    await ada.page.getByRole('textbox', { name: /^Message to/ }).fill('half a sen');
    await ada.page.getByRole('button', { name: 'lobby' }).click();
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor();
    await say(bob.page, 'not seen');
    await ada.page.getByRole('button', { name: 'tea 1 unread' }).waitFor();
    await ada.page.reload();
    await online(ada.page);
    await ada.page.getByRole('button', { name: 'tea 1 unread' }).click();
    await lastText(ada.page, 'not seen');
    expect(await ada.page.getByRole('textbox', { name: /^Message to/ }).inputValue()).toBe('half a sen');
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('mention each other, and are told of it, in a hidden tab too', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob Ross');
    await recordNotifications(ada.page);
    await ada.page.getByRole('button', { name: 'Preferences' }).click();
    await ada.page.getByRole('button', { name: 'Notify me' }).click();
    await ada.page.getByRole('button', { name: 'Notify me', pressed: true }).waitFor();
    for (const { page } of [ada, bob]) await enter(page, 'cake');

    const text = bob.page.locator('#text');
    await text.pressSequentially('at four, @a');
    await bob.page.getByRole('option', { name: 'Ada', selected: true }).waitFor();
    expect(await text.getAttribute('aria-activedescendant')).toBe('mention-0');
    await bob.page.keyboard.press('Escape');
    await bob.page.getByRole('option').waitFor({ state: 'detached' });
    await text.fill('');
    await text.pressSequentially('@');
    await bob.page.getByRole('option', { name: 'Ada' }).waitFor();
    await bob.page.keyboard.press('Enter');
    await text.pressSequentially('come!');
    await bob.page.keyboard.press('Enter');
    await ada.page.locator('[data-mentions-me="true"] mark', { hasText: '@Ada' }).waitFor();
    expect(await bob.page.locator('[data-mentions-me="true"]').count()).toBe(0);

    await ada.page.getByRole('button', { name: 'lobby' }).click();
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor();
    await text.pressSequentially('@ad');
    await bob.page.getByRole('option', { name: 'Ada' }).click();
    await text.press('Enter');
    await ada.page.getByRole('button', { name: 'cake mentions you, 1 unread' }).waitFor();
    expect(await ada.page.title()).toBe('@1 (1) lobby · Serverless WS Chat');
    expect(await notifications(ada.page)).toEqual([]);
    await hide(ada.page);
    await say(bob.page, '@Ada, still here?');
    await ada.page.waitForFunction(() => document.title.startsWith('@2 (2)'));
    expect(await notifications(ada.page)).toEqual(['Bob Ross in cake: @Ada, still here?']);
    await ada.page.reload();
    await online(ada.page);
    await ada.page.getByRole('button', { name: 'cake mentions you 2 times, 2 unread' }).click();
    await lastText(ada.page, '@Ada, still here?');
    await ada.page.getByRole('button', { name: 'cake', exact: true }).waitFor();
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are kicked, banned and let back by an admin', async () => {
    const ada = await site.openAsAdmin('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'order');
    await say(bob.page, 'here I am');
    await lastText(ada.page, 'here I am');
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await ada.page.getByRole('button', { name: 'Actions for Bob' }).click();
    await ada.page.getByRole('button', { name: 'Kick…' }).click();
    await ada.page.getByRole('button', { name: 'Disconnect' }).click();
    await ada.page.getByText('Bob is disconnected.').waitFor();
    await bob.page.getByText('A moderator ended your connection.').waitFor();
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await online(bob.page);

    const message = ada.page.getByRole('button', { name: 'Actions for the message of Bob' });
    await message.focus();
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('button', { name: 'Ban…' }).focus();
    for (const key of ['Enter', 'Tab', 'Enter']) await ada.page.keyboard.press(key);
    await ada.page.getByText('Bob is banned: 1 hour.').waitFor();
    await bob.page.locator('[data-status="closed"]').waitFor();
    await message.click();
    await ada.page.getByRole('button', { name: 'Ban…' }).click();
    await ada.page.getByRole('button', { name: 'May come back' }).click();
    await ada.page.getByText('Bob may come back.').waitFor();
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await online(bob.page);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are invited to a private room, and kept out of direct messages', async () => {
    const ada = await site.openAsAdmin('Ada');
    const carl = await site.open('Carl');
    await enter(ada.page, 'private.board');
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await ada.page.getByLabel('Invite, by user id').fill('carl');
    await ada.page.getByRole('button', { name: 'Invite', exact: true }).click();
    await ada.page.getByText('carl is invited: 1 day.').waitFor();
    await carl.page.getByRole('button', { name: 'Accept' }).click();
    await carl.page.getByRole('heading', { name: 'private.board' }).waitFor();
    await say(carl.page, 'thank you');
    await lastText(ada.page, 'thank you');
    for (let count = 0; count < 2; count += 1)
      await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await carl.page.getByRole('button', { name: 'People', exact: true }).click();
    await carl.page.getByRole('button', { name: 'Actions for Ada' }).click();
    expect(await carl.page.getByLabel('Invite, by user id').count()).toBe(0);
    expect(await carl.page.getByRole('button', { name: /^(Kick|Uninvite)/ }).count()).toBe(0);
    await carl.page.getByRole('button', { name: 'Block', exact: true }).click();
    await carl.page.getByText('Ada is blocked').waitFor();
    await ada.page.getByRole('button', { name: 'Carl', exact: true }).press('Enter');
    await ada.page
      .getByText(/^You and Carl cannot write to each other: one of you has blocked the other/)
      .waitFor();
    await carl.page.getByRole('button', { name: 'Actions for Ada' }).press('Enter');
    await carl.page.getByRole('button', { name: 'Unblock' }).press('Enter');
    await carl.page.getByText('Ada is no longer blocked').waitFor();
    await ada.page.getByRole('button', { name: 'private.board' }).first().click();
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await ada.page.getByRole('button', { name: 'Actions for Carl', exact: true }).press('Enter');
    await ada.page.getByRole('button', { name: 'Uninvite' }).press('Enter');
    await carl.page.getByText('private.board: This room is not, or no longer, open to you.').waitFor();
    await ada.page.getByRole('button', { name: 'Carl', exact: true }).press('Enter');
    await ada.page.getByRole('heading', { name: 'Carl' }).waitFor();
    await say(ada.page, 'still friends?');
    await carl.page.getByRole('button', { name: 'Ada 1 unread' }).waitFor();
    await Promise.all([ada.context.close(), carl.context.close()]);
  });

  it('choose light or dark for their browser', async () => {
    const ada = await site.open('Ada', { colorScheme: 'light' });
    const page = () => ada.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await page();
    await ada.page.getByRole('button', { name: 'Preferences' }).click();
    await ada.page.getByRole('radio', { name: 'Dark' }).check();
    const dark = await page();
    expect(dark).not.toBe(light);
    await ada.page.reload();
    await online(ada.page);
    expect(await page()).toBe(dark);
    await ada.context.close();
  });

  it('may try again at once while they are cut off', async () => {
    const context = await site.newContext();
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(site.url);
    await signIn(page, 'Ada');
    await online(page);
    await site.stop();
    await offline(page);
    // Else the page may try again by itself first, and the button is gone.
    await page.clock.pauseAt(new Date(Date.now() + 10_000));
    await site.restart();
    await page.getByRole('button', { name: 'Retry now' }).click();
    await online(page);
    await context.close();
  });
});
