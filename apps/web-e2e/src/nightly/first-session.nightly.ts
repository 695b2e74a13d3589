// The first session of three people, from a clone to a server that was started anew: nothing is lost without a word.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { connectBrowser, newContext } from '../site/launch-browser.js';
import { openActions } from '../site/menus.js';
import { delivered, enter, lastText, offline, online, say, signIn, texts } from '../site/reader.js';
import { ClonedChat } from './cloned-chat.js';

/** Milliseconds for a clone, an installation and four starts, on whatever machine. */
const PATIENCE = 900_000;
const GONE = 'The server no longer has what was said before in tea.';

describe('the first session', () => {
  let chat: ClonedChat;
  let browser: Browser;
  let ada: Page;
  let bob: Page;
  let grace: Page;

  beforeAll(async () => {
    browser = await connectBrowser();
    chat = await ClonedChat.clone();
  }, PATIENCE);
  afterAll(async () => {
    await browser.close();
    await chat.remove();
  });

  const person = async (name: string, join?: string): Promise<Page> => {
    const page = await (await newContext(browser)).newPage();
    await page.goto(chat.pageUrl);
    await signIn(page, name, join);
    await enter(page, 'tea');
    return page;
  };
  const everybody = (act: (page: Page) => Promise<unknown>) => Promise.all([ada, bob, grace].map(act));
  /** Chooses one after the other in the actions of Grace for the last message with a text. */
  const choose = async (text: string, ...names: readonly string[]) => {
    await openActions(grace, text);
    for (const name of names) await grace.getByRole('button', { name, exact: true }).click();
  };
  const startAnew = async (...flags: readonly string[]) => {
    await chat.start(...flags);
    await everybody(async (page) => {
      // Connects at once, unless the page has done so by itself already.
      await page.evaluate(() => dispatchEvent(new Event('online')));
      await online(page);
    });
  };
  const readsThatItIsGone = (page: Page) => page.getByText(GONE).waitFor();

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

  it('goes on with people who sign in by their names, one as an admin, and talk', async () => {
    [ada, bob, grace] = await Promise.all([person('Ada'), person('Bob'), person('Grace', 'Join as admin')]);
    await say(ada, 'Is this thing on?');
    await lastText(bob, 'Is this thing on?');
    await say(bob, 'It is.');
    await lastText(ada, 'It is.');
    await say(grace, 'Tea is ready.');
    await everybody((page) => lastText(page, 'Tea is ready.'));
  });

  it('has a message deleted by the admin, which all see', async () => {
    await say(bob, 'Coffee is better.');
    await lastText(grace, 'Coffee is better.');
    await choose('Coffee is better.', 'Delete', 'Delete for all?');
    await everybody((page) => lastText(page, 'This message was deleted.'));
  });

  it('has no user muted, as nothing would keep them silent without flood control: the admin reads so', async () => {
    await choose('It is.', 'Mute…', '10 minutes');
    await grace.getByText('Bob cannot be muted here.').waitFor();
    await say(bob, 'Not even tea?');
    await lastText(ada, 'Not even tea?');
  });

  it('has a user kicked, who reads so and comes back to all that was said', async () => {
    await grace.getByRole('button', { name: 'People', exact: true }).click();
    await grace.getByRole('button', { name: 'Actions for Bob', exact: true }).click();
    await grace.getByRole('button', { name: 'Kick…' }).click();
    await grace.getByRole('button', { name: 'Disconnect' }).click();
    await bob.getByText('A moderator ended your connection.').waitFor();
    await say(ada, 'Where is Bob?');
    await bob.getByRole('button', { name: 'Connect again' }).click();
    await lastText(bob, 'Where is Bob?');
  });

  it('has a user banned and let back, who loses nothing that they wrote meanwhile', async () => {
    await choose('Not even tea?', 'Ban…', '1 hour');
    await bob.getByText(/A moderator keeps you out of this chat until .*\d\d:\d\d\./).waitFor();
    await say(bob, 'Written while I was out.');
    await choose('Not even tea?', 'Ban…', 'May come back');
    await grace.getByText('Bob may come back.').waitFor();
    await bob.getByRole('button', { name: 'Connect again' }).click();
    await online(bob);
    // It was not sent, and waits where it was written.
    await bob.getByRole('textbox', { name: /^Message to/ }).press('Enter');
    await everybody((page) => lastText(page, 'Written while I was out.'));
    await delivered(bob);
  });

  it(
    'says what is gone when the server was started anew, and loses nothing that was written meanwhile',
    async () => {
      await chat.stop();
      await everybody(offline);
      await say(ada, 'Written while it was down.');
      await bob.getByRole('textbox', { name: /^Message to/ }).fill('half a thought');
      await startAnew();
      await everybody(readsThatItIsGone);
      await everybody((page) => lastText(page, 'Written while it was down.'));
      await delivered(ada);
      expect(await texts(ada)).toEqual(['Written while it was down.']);
      expect(await bob.getByRole('textbox', { name: /^Message to/ }).inputValue()).toBe('half a thought');
    },
    PATIENCE,
  );

  it(
    'loses nothing at all where the server keeps its data',
    async () => {
      const data = join(chat.folder, 'kept');
      await chat.stop();
      await everybody(offline);
      await startAnew('--data', data);
      await everybody(readsThatItIsGone);
      await everybody((page) => page.getByRole('button', { name: 'All right' }).click());
      await say(bob, 'And this is kept.');
      await everybody((page) => lastText(page, 'And this is kept.'));

      await chat.stop();
      await everybody(offline);
      await say(ada, 'Down again?');
      await startAnew('--data', data);
      await everybody((page) => lastText(page, 'Down again?'));
      for (const page of [ada, bob, grace]) {
        expect(await texts(page)).toEqual(['And this is kept.', 'Down again?']);
        expect(await page.getByText(GONE).count()).toBe(0);
      }
    },
    PATIENCE,
  );
});
