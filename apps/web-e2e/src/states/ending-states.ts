import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ChatSite } from '../site/chat-site.js';
import { PlayedServer } from '../site/played-server.js';
import { enter, offline, say, signIn } from '../site/reader.js';
import { byToken } from './sign-in-states.js';
import type { PageState } from './page-state.js';

const DAY = 86_400_000;

interface Stage {
  readonly page: Page;
  readonly server: PlayedServer;
}

/** Ada in the lobby, behind a server that can be played. */
async function stage(site: ChatSite, options: BrowserContextOptions): Promise<Stage> {
  const page = await (await site.newContext(options)).newPage();
  const server = await PlayedServer.before(page);
  await page.goto(site.url);
  await signIn(page, 'Ada');
  return { page, server };
}

/** A state to which the server brings the page, which says so in a sentence with these words. */
function ending(name: string, words: string, bring: (stage: Stage) => Promise<void>): PageState {
  return {
    name,
    async show(site, options) {
      const shown = await stage(site, options);
      await bring(shown);
      await shown.page.getByText(words).waitFor();
      return shown.page;
    },
  };
}

/** How a connection ends, or a membership, or the history. */
export const ENDING_STATES: readonly PageState[] = [
  {
    name: 'offline',
    isMain: true,
    async show(site, options) {
      const { page } = await stage(site, options);
      await page.context().setOffline(true);
      await offline(page);
      await say(page, 'Written in a tunnel.');
      await page.locator('[data-delivery="waiting"]').waitFor();
      return page;
    },
  },
  ending('unreachable', 'cannot be reached', ({ server }) => server.refuse()),
  ending('no-sign-in', 'Your sign-in cannot be renewed', async ({ page, server }) => {
    await page.route('**/token?*', (route) => route.abort());
    await server.refuse();
  }),
  {
    name: 'expired',
    async show(site, options) {
      const context = await site.newContext(options);
      const page = await context.newPage();
      await page.route('**/config.json', (route) => route.fulfill(byToken(site)));
      const token = site.stack.token({ sub: 'ada', name: 'Ada', expiresIn: -60 });
      await page.addInitScript(
        (stored) => sessionStorage.setItem('session', stored),
        JSON.stringify({ token }),
      );
      await page.goto(site.url);
      await page.getByText('Your sign-in has expired.').waitFor();
      return page;
    },
  },
  ending('kicked', 'A moderator ended your connection.', ({ server }) => server.end('kicked')),
  ending('banned', 'keeps you out of this chat until', ({ server }) =>
    server.end('banned', { until: Date.UTC(2030, 5, 3, 14) }),
  ),
  ending('banned-for-good', 'keeps you out of this chat.', ({ server }) =>
    server.end('banned', { until: Date.now() + 3_650 * DAY }),
  ),
  ending('flooding', 'Too much came from you', ({ server }) => server.end('flooding')),
  ending('replaced', 'in as many places as you can', ({ server }) => server.end('replaced')),
  ending('refused', 'does not accept your sign-in', ({ server }) => server.end('unknown')),
  ending('closed-room', 'not, or no longer, open to you', async ({ page }) => {
    const rooms = page.getByRole('button', { name: /^Rooms/ });
    if (await rooms.isVisible()) await rooms.click();
    await page.getByLabel('Join or open a room').fill('private.the-board');
    await page.keyboard.press('Enter');
  }),
  ending('invited', 'invites you', async ({ server }) => {
    const sender = { id: 'grace', name: 'Grace Hopper' };
    server.push({ type: 'invited', room: 'private.the-board', sender, until: Date.now() + DAY });
  }),
  {
    name: 'several-notices',
    async show(site, options) {
      const { page, server } = await stage(site, options);
      const sender = { id: 'grace', name: 'Grace Hopper' };
      server.push({ type: 'invited', room: 'private.the-board', sender, until: Date.now() + DAY });
      await page.getByText('invites you').waitFor();
      const rooms = page.getByRole('button', { name: /^Rooms/ });
      if (await rooms.isVisible()) await rooms.click();
      await enter(page, 'tea');
      await server.refuse();
      await page.getByText('cannot be reached').waitFor();
      return page;
    },
  },
  {
    name: 'crashed',
    async show(site, options) {
      const { page } = await stage(site, options);
      await page.locator('[data-past="all"]').first().waitFor();
      await page.evaluate(() => {
        Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
          get: () => {
            throw new Error('broken on purpose');
          },
        });
      });
      await say(page, 'crash');
      await page.getByText('Something went wrong').waitFor();
      return page;
    },
  },
];
