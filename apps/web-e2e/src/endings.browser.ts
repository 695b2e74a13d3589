/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChatClient } from '@serverless-ws/chat-client';
import { ban, invite, kick } from '@serverless-ws/chat-protocol';
import { chatPerson } from './site/chat-person.js';
import { ChatSite } from './site/chat-site.js';
import { delivered, enter, lastText, offline, online, say, signIn, texts } from './site/reader.js';
import { byToken } from './states/sign-in-states.js';

describe('what a moderator does', () => {
  let site: ChatSite;
  let admin: ChatClient;

  beforeAll(async () => {
    site = await ChatSite.start();
    admin = await chatPerson(site, 'Grace', ['admin']);
  });
  afterAll(() => site.close());

  it('invites a user, who accepts and is in a locked room, until the invitation ends', async () => {
    const ada = await site.open('Ada');
    await admin.request(invite, { room: 'private.board', userId: 'ada', until: Date.now() + 3_600_000 });
    await ada.page.getByText('Grace invites you to private.board').waitFor();
    await ada.page.getByRole('button', { name: 'Accept' }).click();
    await ada.page.getByRole('heading', { name: 'private.board' }).waitFor();
    await say(ada.page, 'thank you');
    await lastText(ada.page, 'thank you');

    await admin.request(invite, { room: 'private.board', userId: 'ada', until: 1 });
    await ada.page.getByRole('heading', { name: 'lobby' }).waitFor({ timeout: 20_000 });
    expect(await ada.page.locator('.notice').textContent()).toBe(
      'private.board: This room is not, or no longer, open to you.',
    );
    await ada.context.close();
  });

  it('kicks a user, who reads so and may come back, and bans another, who may not', async () => {
    const bob = await site.open('Bob');
    await enter(bob.page, 'tea');
    await admin.request(kick, { userId: 'bob' });
    await bob.page.getByText('A moderator ended your connection.').waitFor();
    await say(bob.page, 'written meanwhile');
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await online(bob.page);
    await bob.page.getByText('A moderator ended your connection.').waitFor({ state: 'detached' });
    await bob.page.getByRole('heading', { name: 'tea' }).waitFor();
    // What could not be sent waits where it was written.
    const composer = bob.page.getByRole('textbox', { name: /^Message to/ });
    expect(await composer.inputValue()).toBe('written meanwhile');
    await composer.press('Enter');
    await lastText(bob.page, 'written meanwhile');
    await delivered(bob.page);

    await admin.request(ban, { userId: 'bob', until: Date.now() + 3_600_000 });
    await bob.page.getByText(/A moderator keeps you out of this chat until .*\d\d:\d\d\./).waitFor();
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await bob.page.getByText('does not accept your sign-in').waitFor();
    await bob.page.getByRole('button', { name: 'Sign in again' }).click();
    await bob.page.getByLabel('Your name').waitFor();
    await bob.context.close();
  });
});

describe('a tab', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('tells at once that a text is no token, and sends it nowhere', async () => {
    const context = await site.newContext();
    const page = await context.newPage();
    const sockets: string[] = [];
    page.on('websocket', (socket) => void sockets.push(socket.url()));
    await page.route('**/config.json', (route) => route.fulfill(byToken(site)));
    await page.goto(site.url);
    await page.getByLabel('Your token').fill('Ada Lovelace');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This is no token').waitFor();
    expect(sockets).toEqual([]);
    await page.getByLabel('Your token').fill(site.stack.token({ sub: 'ada', name: 'Ada' }));
    await page.keyboard.press('Enter');
    await online(page);
    await context.close();
  });

  it('shows what is only said for a while', async () => {
    const context = await site.newContext({ permissions: ['clipboard-write'] });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(site.url);
    await signIn(page, 'Ada');
    await say(page, 'a message to link to');
    await delivered(page);
    await page.locator('.message').last().hover();
    await page.locator('.more').last().click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('status').getByText('The link is copied.').waitFor();
    await page.mouse.move(0, 0);
    await page.clock.fastForward(8_000);
    await page.getByText('The link is copied.').waitFor({ state: 'detached' });
    await context.close();
  });

  it('says that the history is gone when the server was started anew without it', async () => {
    const { context, page } = await site.open('Ada');
    // Where nothing was said yet, nothing is gone.
    await enter(page, 'tea');
    await enter(page, 'lobby');
    await say(page, 'will be lost');
    await delivered(page);
    await site.stop();
    await offline(page);
    await say(page, 'will not be lost');
    await site.restart();
    // Connects at once, unless the page has done so by itself already: a button would be gone by then.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('The server no longer has what was said before in lobby.').waitFor();
    await delivered(page);
    expect(await texts(page)).toEqual(['will not be lost']);
    await page.getByRole('button', { name: 'All right' }).click();
    await page.getByText('The server no longer has').waitFor({ state: 'detached' });
    await context.close();
  });

  it('leads into a public room that others opened', async () => {
    const ada = await site.open('Ada');
    await enter(ada.page, 'open-tea');
    await say(ada.page, 'anyone?');
    await lastText(ada.page, 'anyone?');
    const eve = await site.open('Eve');
    await eve.page.getByRole('button', { name: 'Find a room' }).click();
    const rooms = eve.page.getByRole('dialog', { name: 'Public rooms' });
    await rooms.getByRole('button', { name: 'open-tea' }).click();
    await eve.page.getByRole('heading', { name: 'open-tea' }).waitFor();
    await lastText(eve.page, 'anyone?');
    expect(await rooms.isVisible()).toBe(false);
    await Promise.all([ada.context.close(), eve.context.close()]);
  });
});
