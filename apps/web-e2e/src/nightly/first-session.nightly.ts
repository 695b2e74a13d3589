// The first session of two people, from a clone to a server that was started anew: nothing is lost without a word.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kick } from '@serverless-ws/chat-protocol';
import type { Browser, Page } from 'playwright-core';
import { chatPersonWith } from '../site/chat-person.js';
import { launchBrowser } from '../site/launch-browser.js';
import { delivered, enter, lastText, offline, online, say, signIn, texts } from '../site/reader.js';
import { ClonedChat } from './cloned-chat.js';

/** Milliseconds for a clone, an installation and three starts, on whatever machine. */
const PATIENCE = 900_000;
const GONE = 'The server no longer has what was said before';

describe('the first session', () => {
  let chat: ClonedChat;
  let browser: Browser;
  let ada: Page;
  let bob: Page;

  beforeAll(async () => {
    [chat, browser] = await Promise.all([ClonedChat.clone(), launchBrowser()]);
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await chat.remove();
  });

  const person = async (name: string): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await page.goto(chat.pageUrl);
    await signIn(page, name);
    return page;
  };
  const backOnline = (page: Page) =>
    Promise.all([
      online(page),
      page
        .getByRole('button', { name: 'Retry now' })
        .click()
        .catch(() => undefined),
    ]);

  it(
    'begins with two commands, the second of which says where the page is',
    async () => {
      const printed = await chat.start();
      expect(printed).toContain(`Page   ${chat.pageUrl}`);
      expect(printed).toContain('in memory; --data DIR keeps it');
      expect(printed.split('\n').length).toBeLessThan(30);
      expect(printed).not.toMatch(/deprecat|EBADENGINE|warn/i);
    },
    PATIENCE,
  );

  it('goes on with two people who sign in by their names and talk', async () => {
    [ada, bob] = await Promise.all([person('Ada'), person('Bob')]);
    await say(ada, 'Is this thing on?');
    await lastText(bob, 'Is this thing on?');
    await say(bob, 'It is.');
    await lastText(ada, 'It is.');
    for (const page of [ada, bob]) await enter(page, 'tea');
    await say(bob, 'Tea?');
    await lastText(ada, 'Tea?');
  });

  it('has an admin, who moderates: whom it is about reads so, and comes back', async () => {
    const token = await chat.token('--sub', 'grace', '--name', 'Grace', '--roles', 'admin');
    const admin = await chatPersonWith({ url: chat.url, getToken: () => token });
    await admin.request(kick, { userId: 'bob' });
    admin.close();
    await bob.getByText('A moderator ended your connection.').waitFor();
    await bob.getByRole('button', { name: 'Connect again' }).click();
    await online(bob);
    await lastText(bob, 'Tea?');
  });

  it(
    'says what is gone when the server was started anew, and loses nothing that was written meanwhile',
    async () => {
      await chat.stop();
      await Promise.all([offline(ada), offline(bob)]);
      await say(ada, 'Written while it was down.');
      await chat.start('--data', join(chat.folder, 'kept'));
      await Promise.all([backOnline(ada), backOnline(bob)]);
      await Promise.all([ada, bob].map((page) => page.getByText(GONE).waitFor()));
      await lastText(bob, 'Written while it was down.');
      await delivered(ada);
      expect(await texts(ada)).toEqual(['Written while it was down.']);
      for (const page of [ada, bob]) await page.getByRole('button', { name: 'All right' }).click();
    },
    PATIENCE,
  );

  it(
    'loses nothing at all where the server keeps its data',
    async () => {
      await say(bob, 'And this is kept.');
      await lastText(ada, 'And this is kept.');
      await chat.stop();
      await Promise.all([offline(ada), offline(bob)]);
      await say(bob, 'Down again?');
      await chat.start('--data', join(chat.folder, 'kept'));
      await Promise.all([backOnline(ada), backOnline(bob)]);
      await lastText(ada, 'Down again?');
      const all = ['Written while it was down.', 'And this is kept.', 'Down again?'];
      for (const page of [ada, bob]) {
        expect(await texts(page)).toEqual(all);
        expect(await page.getByText(GONE).count()).toBe(0);
      }
    },
    PATIENCE,
  );
});
