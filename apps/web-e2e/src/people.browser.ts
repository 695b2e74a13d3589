/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatSite } from './site/chat-site.js';
import { enter, lastText, offline, online, say, texts } from './site/reader.js';

describe('people in a room', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('see each other, who types, and write to each other alone', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await ada.page.getByRole('button', { name: 'People' }).click();
    const people = ada.page.getByRole('complementary', { name: 'People here' });
    await people.getByText('Bob').waitFor();
    expect(await people.locator('.member-name').allTextContents()).toEqual(['Ada', 'Bob']);

    await bob.page.getByRole('textbox', { name: /^Message to/ }).pressSequentially('hm');
    await ada.page.getByText('Bob is typing…').waitFor();
    await say(bob.page, 'hmm');
    await lastText(ada.page, 'hmm');
    await ada.page.getByText('Bob is typing…').waitFor({ state: 'detached' });

    await people.getByRole('button', { name: 'Bob' }).click();
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

  it('may try again at once while they are cut off', async () => {
    const ada = await site.open('Ada');
    await site.stop();
    await offline(ada.page);
    await site.restart();
    await ada.page.getByRole('button', { name: 'Retry now' }).click();
    await online(ada.page);
    await ada.context.close();
  });
});
