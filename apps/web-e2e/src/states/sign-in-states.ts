import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ChatSite } from '../site/chat-site.js';
import type { PageState } from './page-state.js';

/** The page at its address, where `config.json` is answered otherwise. */
async function openWith(
  site: ChatSite,
  options: BrowserContextOptions,
  config?: { readonly status: number; readonly body: string } | 'never',
): Promise<Page> {
  const page = await (await site.newContext(options)).newPage();
  await page.route('**/config.json', (route) => {
    if (config === undefined) return route.continue();
    return config === 'never' ? undefined : route.fulfill({ ...config, contentType: 'application/json' });
  });
  await page.goto(site.url);
  return page;
}

/** The settings of a page where people sign in with a token. */
export const byToken = (site: ChatSite) => ({
  status: 200,
  body: JSON.stringify({ webSocketUrl: site.stack.url }),
});

/** The settings of a page where people sign in with an issuer. */
const byIssuer = (site: ChatSite) => {
  const oidc = { issuer: 'https://login.example.com/realms/chat', clientId: 'page' };
  return { status: 200, body: JSON.stringify({ webSocketUrl: site.stack.url, oidc }) };
};

/** What the page looks like before the chat. */
export const SIGN_IN_STATES: readonly PageState[] = [
  {
    name: 'sign-in',
    isMain: true,
    async show(site, options) {
      const page = await openWith(site, options);
      await page.getByLabel('Your name').waitFor();
      return page;
    },
  },
  {
    name: 'no-token',
    async show(site, options) {
      const page = await openWith(site, options, byToken(site));
      await page.getByLabel('Your token').fill('Ada Lovelace');
      await page.keyboard.press('Enter');
      await page.getByText('This is no token').waitFor();
      return page;
    },
  },
  {
    name: 'issuer',
    async show(site, options) {
      const page = await openWith(site, options, byIssuer(site));
      await page.goto(`${site.url}?error=access_denied&state=unknown`);
      await page.getByText('begun in another tab').waitFor();
      return page;
    },
  },
  {
    name: 'starting',
    async show(site, options) {
      const page = await openWith(site, options, 'never');
      await page.getByText('Loading…').waitFor();
      return page;
    },
  },
  {
    name: 'no-settings',
    async show(site, options) {
      const page = await openWith(site, options, { status: 500, body: '' });
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      return page;
    },
  },
];
