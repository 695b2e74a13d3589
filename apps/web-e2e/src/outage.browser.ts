import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mute } from '@serverless-ws/chat-protocol';
import { chatPerson } from './site/chat-person.js';
import type { Page } from 'playwright-core';
import { ChatSite } from './site/chat-site.js';
import { delivered, lastText, offline, online, say, texts } from './site/reader.js';

/** Milliseconds between two attempts, at most. */
const LONGEST_WAIT = 30_000;

/** Lets the time pass that a page may wait until it tries again, by itself, as often as it takes. */
async function triesAgain(page: Page): Promise<void> {
  const isOnline = () => page.locator('[data-status="online"]').isVisible();
  while (!(await isOnline())) {
    await page.clock.fastForward(LONGEST_WAIT);
    await page.locator(':not([data-status="connecting"], [data-status="recovering"])[data-status]').waitFor();
  }
}

describe('people who were cut off', () => {
  let site: ChatSite;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'browser-'));
    site = await ChatSite.start({ dataDir, environment: { CHAT_FLOOD_MESSAGES: '39' } });
  });
  afterAll(async () => {
    await site.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('catch up in order, and what they wrote meanwhile arrives once', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await say(ada.page, 'I am off into the tunnel');
    await lastText(bob.page, 'I am off into the tunnel');

    await ada.context.setOffline(true);
    await offline(ada.page);
    await say(ada.page, 'written in the tunnel');
    await ada.page.locator('[data-delivery="waiting"]').waitFor();
    const missed = Array.from({ length: 12 }, (_, index) => `missed ${index + 1}`);
    for (const text of missed) await say(bob.page, text);
    await delivered(bob.page);
    expect(await texts(ada.page)).toEqual(['I am off into the tunnel', 'written in the tunnel']);

    await ada.context.setOffline(false);
    await online(ada.page);
    await lastText(bob.page, 'written in the tunnel');
    await delivered(ada.page);
    const all = ['I am off into the tunnel', ...missed, 'written in the tunnel'];
    expect(await texts(ada.page)).toEqual(all);
    expect(await texts(bob.page)).toEqual(all);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('go on when the gateway was killed and has come back, even over a reload', async () => {
    const ada = await site.openWithClock('Ada');
    const bob = await site.openWithClock('Bob');
    await site.stop();
    await Promise.all([offline(ada.page), offline(bob.page)]);
    await say(ada.page, 'are you there?');
    await ada.page.reload();
    await ada.page.getByText('are you there?').waitFor();
    await site.restart();
    await Promise.all([ada, bob].map(({ page }) => triesAgain(page)));
    await lastText(bob.page, 'are you there?');
    await delivered(ada.page);
    for (const { page } of [ada, bob]) {
      expect((await texts(page)).filter((text) => text === 'are you there?')).toHaveLength(1);
    }
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('see what failed and why, and can try again', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    const admin = await chatPerson(site, 'Moderator', ['admin']);
    const muteAda = (until?: number) =>
      admin.request(mute, { userId: 'ada', ...(until !== undefined && { until }) });
    await muteAda();

    await say(ada.page, 'hear me');
    await say(ada.page, 'never mind');
    await ada.page.getByText('Not sent. You are muted for now.').nth(1).waitFor();
    await muteAda(1);
    await ada.page.getByRole('button', { name: 'Try again' }).first().click();
    await lastText(bob.page, 'hear me');
    await ada.page.getByRole('button', { name: 'Discard' }).click();
    await delivered(ada.page);
    expect((await texts(ada.page)).slice(-1)).toEqual(['hear me']);
    await Promise.all([ada.context.close(), bob.context.close()]);
  });
});
