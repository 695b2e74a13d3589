/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatClient } from '@serverless-ws/chat-client';
import { ban, invite, kick } from '@serverless-ws/chat-protocol';
import { ChatSite } from './site/chat-site.js';
import { enter, lastText, online, say } from './site/reader.js';

/** An admin who is online. */
function startAdmin({ stack }: ChatSite): Promise<ChatClient> {
  const getToken = () => stack.token({ sub: 'admin', name: 'Grace', roles: ['admin'] });
  const client = new ChatClient({ url: stack.url, getToken });
  client.connect();
  return new Promise((resolve) => client.on('state', ({ status }) => status === 'online' && resolve(client)));
}

describe('what a moderator does', () => {
  let site: ChatSite;
  let admin: ChatClient;

  beforeAll(async () => {
    site = await ChatSite.start();
    admin = await startAdmin(site);
  });
  afterAll(async () => {
    admin.close();
    await site.close();
  });

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
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await online(bob.page);
    await bob.page.getByText('A moderator ended your connection.').waitFor({ state: 'detached' });
    await bob.page.getByRole('heading', { name: 'tea' }).waitFor();

    await admin.request(ban, { userId: 'bob', until: Date.now() + 3_600_000 });
    await bob.page.getByText('A moderator keeps you out of this chat for now.').waitFor();
    await bob.page.getByRole('button', { name: 'Connect again' }).click();
    await bob.page.getByText('does not accept your sign-in').waitFor();
    await bob.page.getByRole('button', { name: 'Sign in again' }).click();
    await bob.page.getByLabel('Your name').waitFor();
    await bob.context.close();
  });
});

describe('the list of public rooms', () => {
  it('leads into one that others opened', async () => {
    const site = await ChatSite.start();
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
    await site.close();
  });
});
