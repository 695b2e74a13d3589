/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { delivered, enter, lastText, online, say, texts } from './site/reader.js';

/** Opens what can be done about a user who is in the room. */
async function actionsFor(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
}

describe('people who are kept from writing', () => {
  let site: ChatSite;

  beforeAll(async () => {
    // Whether a user is muted is looked up where messages are counted, as in production.
    site = await ChatSite.start({ params: { floodMessages: '10' } });
  });
  afterAll(() => site.close());

  it('are muted by an admin, read so at their message, and may write again', async () => {
    const ada = await site.openAsAdmin('Ada');
    const bob = await site.open('Bob');
    for (const { page } of [ada, bob]) await enter(page, 'order');
    await say(bob.page, 'before');
    await lastText(ada.page, 'before');
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await actionsFor(ada.page, 'Bob');
    await ada.page.getByRole('button', { name: 'Mute…' }).click();
    await ada.page.getByRole('button', { name: '10 minutes' }).click();
    await ada.page.getByText('Bob is muted: 10 minutes.').waitFor();

    await say(bob.page, 'while muted');
    await bob.page.getByText(/^You are muted for now\. What you wrote is sent at \d/).waitFor();
    await say(ada.page, 'quiet now');
    await lastText(ada.page, 'quiet now');
    expect(await texts(ada.page)).toEqual(['before', 'quiet now']);
    // Who is muted still reads, and keeps what they wrote.
    await bob.page.getByText('quiet now', { exact: true }).waitFor();
    await bob.page.getByText('while muted', { exact: true }).waitFor();

    await actionsFor(ada.page, 'Bob');
    await ada.page.getByRole('button', { name: 'Mute…' }).click();
    await ada.page.getByRole('button', { name: 'for good' }).click();
    await ada.page.getByText('Bob is muted: for good.').waitFor();
    await enter(bob.page, 'elsewhere');
    await say(bob.page, 'and here?');
    await bob.page.getByText('Not sent. You are muted for now.').waitFor();

    await actionsFor(ada.page, 'Bob');
    await ada.page.getByRole('button', { name: 'Mute…' }).click();
    await ada.page.getByRole('button', { name: 'May write again' }).click();
    await ada.page.getByText('Bob may write again.').waitFor();
    await bob.page.getByRole('button', { name: 'Try again' }).click();
    await delivered(bob.page);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('are not, where they are exempt: the admin reads so', async () => {
    const ada = await site.openAsAdmin('Ada');
    const dan = await site.openAsAdmin('Dan');
    for (const { page } of [ada, dan]) await enter(page, 'peers');
    await ada.page.getByRole('button', { name: 'People', exact: true }).click();
    await actionsFor(ada.page, 'Dan');
    await ada.page.getByRole('button', { name: 'Mute…' }).click();
    await ada.page.getByRole('button', { name: '10 minutes' }).click();
    await ada.page.getByText('Dan cannot be muted here.').waitFor();
    await say(dan.page, 'still here');
    await lastText(ada.page, 'still here');
    await Promise.all([ada.context.close(), dan.context.close()]);
  });

  it('are blocked, also after a reload, by one who never wrote to them alone', async () => {
    const carl = await site.open('Carl');
    const eve = await site.open('Eve');
    for (const { page } of [carl, eve]) await enter(page, 'tea');
    await carl.page.getByRole('button', { name: 'People', exact: true }).click();
    await actionsFor(carl.page, 'Eve');
    await carl.page.getByRole('button', { name: 'Block', exact: true }).click();
    await carl.page.getByText('Eve is blocked').waitFor();
    await carl.page.reload();
    await online(carl.page);
    expect(await carl.page.getByRole('button', { name: 'Eve', exact: true }).count()).toBe(0);
    await carl.page.getByRole('button', { name: 'People', exact: true }).click();
    await actionsFor(carl.page, 'Eve');
    await carl.page.getByRole('button', { name: 'Unblock' }).click();
    await carl.page.getByText('Eve is no longer blocked').waitFor();
    await carl.page.reload();
    await online(carl.page);
    await carl.page.getByRole('button', { name: 'People', exact: true }).click();
    await actionsFor(carl.page, 'Eve');
    await carl.page.getByRole('button', { name: 'Block', exact: true }).waitFor();
    await Promise.all([carl.context.close(), eve.context.close()]);
  });
});
