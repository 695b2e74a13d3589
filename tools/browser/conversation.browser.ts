import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatSite, lastText, online, say } from './chat-site.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';

describe('people who talk on the page', () => {
  let site: ChatSite;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'browser-'));
    site = await ChatSite.start(dataDir);
  });
  afterAll(async () => {
    await site.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('read each other, with the name of who said it', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await say(ada.page, 'Good morning, Bob');
    await lastText(bob.page, 'Good morning, Bob');
    expect(await bob.page.locator('.sender').last().textContent()).toBe('Ada');
    await say(bob.page, 'Good morning, Ada');
    await lastText(ada.page, 'Good morning, Ada');
    await ada.page.locator('.progress').waitFor({ state: 'detached' });
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('go on when the gateway was killed and has come back', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await site.stop();
    await ada.page.locator('[data-status="offline"]').waitFor();
    await say(ada.page, 'is anybody there?');
    await site.restart();
    await Promise.all([online(ada.page), online(bob.page)]);
    await lastText(bob.page, 'is anybody there?');
    await Promise.all([ada.context.close(), bob.context.close()]);
  });

  it('do not see that their token ran out', async () => {
    site.tokenLife = 8;
    const cleo = await site.open('Cleo');
    await cleo.page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const status = document.querySelector('[data-status]');
      if (status === null) throw new Error('no status');
      new MutationObserver(() => seen.push(status.getAttribute('data-status') ?? '')).observe(status, {
        attributes: true,
      });
    });
    const before = site.minted.filter((sub) => sub === 'cleo').length;
    while (site.minted.filter((sub) => sub === 'cleo').length < before + 2) {
      await cleo.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    site.tokenLife = 3_600;
    await say(cleo.page, 'still here');
    await lastText(cleo.page, 'still here');
    expect(await cleo.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
    await cleo.context.close();
  });

  it('see texts as texts, whatever is in them', async () => {
    const mallory = await site.open('Mallory');
    const ada = await site.open('<img src=x onerror=alert(1)>');
    const dialogs: string[] = [];
    const violations: string[] = [];
    ada.page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
    ada.page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) violations.push(line.text());
    });
    for (const text of HOSTILE_TEXTS) {
      await say(mallory.page, text);
      await lastText(ada.page, text);
    }
    expect(dialogs).toEqual([]);
    expect(violations).toEqual([]);
    expect(await ada.page.locator('.messages :is(img, script, iframe, svg, a, b, style)').count()).toBe(0);
    await Promise.all([mallory.context.close(), ada.context.close()]);
  });
});
