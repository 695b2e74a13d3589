/// <reference lib="dom" />
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { AUDIENCE, CLIENT_ID, LocalIssuer } from './site/local-issuer.js';
import { delivered, enter, lastText, offline, online, say } from './site/reader.js';

const HOUR = 60 * 60 * 1_000;

describe('signing in with an issuer', () => {
  let issuer: LocalIssuer;
  let site: ChatSite;
  let context: BrowserContext;
  let page: Page;

  /** A browser whose page has an issuer in its settings. */
  async function newContext(oidc: object = {}): Promise<BrowserContext> {
    const fresh = await site.newContext();
    const settings = { issuer: issuer.url, clientId: CLIENT_ID, resource: AUDIENCE, ...oidc };
    await fresh.route('**/config.json', (route) =>
      route.fulfill({ json: { webSocketUrl: site.stack.url, oidc: settings } }),
    );
    // The provider's own pages ask for a font.
    await fresh.route('https://fonts.googleapis.com/**', (route) => route.abort());
    return fresh;
  }

  /** What the user does at the issuer. */
  async function logIn(name: string): Promise<void> {
    await page.getByPlaceholder('Enter any login').fill(name);
    await page.getByPlaceholder('and password').fill('secret');
    await page.getByRole('button', { name: 'Sign-in' }).click();
  }

  beforeAll(async () => {
    // The provider advises against what is meant for tests.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
    issuer = await LocalIssuer.start();
    site = await ChatSite.start({ environment: issuer.environment });
    issuer.register(site.url);
  });
  afterAll(async () => {
    await site.close();
    await issuer.close();
    jest.restoreAllMocks();
  });
  beforeEach(async () => {
    context = await newContext();
    page = await context.newPage();
    issuer.grants.length = 0;
  });

  it('leads to its page and back to the same room, with nothing of it left in the address', async () => {
    await page.goto(`${site.url}#tea`);
    await page.getByText(`You sign in at ${new URL(issuer.url).host}`).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await logIn('ada');
    await online(page);
    await page.getByRole('heading', { name: 'tea' }).waitFor();
    expect(page.url()).toBe(`${site.url}#tea`);
    await say(page, 'hello');
    await delivered(page);
    await lastText(page, 'hello');

    await page.reload();
    await online(page);
    expect(issuer.grants).toEqual(['authorization_code']);
    await context.close();
  });

  it('renews the token under the open page, and keeps what was written when the issuer refuses to', async () => {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await logIn('bob');
    await online(page);
    await enter(page, 'tea');
    const draft = page.getByRole('textbox', { name: /^Message to/ });
    await draft.fill('half a thought');

    const reconnectIn = async (ms: number) => {
      await context.setOffline(true);
      await offline(page);
      await context.clock.setFixedTime(Date.now() + ms);
      await context.setOffline(false);
    };
    await reconnectIn(2 * HOUR);
    await online(page);
    expect(issuer.grants).toEqual(['authorization_code', 'refresh_token']);
    expect(await draft.inputValue()).toBe('half a thought');

    issuer.closedAccounts.add('bob');
    await reconnectIn(4 * HOUR);
    await page.getByText('Your sign-in cannot be renewed now.').waitFor();
    await say(page, 'written meanwhile');
    issuer.closedAccounts.clear();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await online(page);
    await page.getByRole('heading', { name: 'tea' }).waitFor();
    await delivered(page);
    await lastText(page, 'written meanwhile');
    await context.close();
  });

  it('signs out at the issuer too, where another user may then sign in', async () => {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await logIn('carol');
    await online(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await logIn('dave');
    await online(page);
    await page.getByText('dave of the issuer').first().waitFor();
    await context.close();
  });

  it('says why the user is not signed in, and takes a token for trying', async () => {
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('alert').getByText('it was cancelled').waitFor();
    expect(page.url()).toBe(site.url);
    await page.goto(`${site.url}?code=stolen&state=elsewhere`);
    await page.getByRole('alert').getByText('begun in another tab').waitFor();
    await page.getByRole('button', { name: 'Use a token instead' }).click();
    await page.getByLabel('Your token').waitFor();
    await context.close();
  });

  it('says that the issuer cannot be reached', async () => {
    const cut = await newContext({ issuer: 'http://127.0.0.1:9' });
    page = await cut.newPage();
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('cannot be reached').waitFor();
    await Promise.all([cut.close(), context.close()]);
  });
});
