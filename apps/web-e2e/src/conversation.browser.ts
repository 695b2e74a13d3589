/// <reference lib="dom" />
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatSite } from './site/chat-site.js';
import { HOSTILE_TEXTS } from './texts/hostile-texts.js';
import { delivered, lastText, say } from './site/reader.js';

describe('people who talk on the page', () => {
  let site: ChatSite;

  beforeAll(async () => {
    site = await ChatSite.start();
  });
  afterAll(() => site.close());

  it('read each other, with the name of who said it', async () => {
    const ada = await site.open('Ada');
    const bob = await site.open('Bob');
    await say(ada.page, 'Good morning, Bob');
    await lastText(bob.page, 'Good morning, Bob');
    expect(await bob.page.locator('.sender').last().textContent()).toBe('Ada');
    await say(bob.page, 'Good morning, Ada');
    await lastText(ada.page, 'Good morning, Ada');
    await delivered(ada.page);
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
    for (let renewals = 0; renewals < 2; renewals += 1) await once(site.mints, 'cleo');
    site.tokenLife = 3_600;
    await say(cleo.page, 'still here');
    await lastText(cleo.page, 'still here');
    expect(await cleo.page.evaluate<string[]>('seen')).toEqual([]);
    await cleo.context.close();
  });

  it('are on a page that runs and styles nothing but its own files', async () => {
    const { context, page } = await site.open('Ada');
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const smuggled = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.smuggled = true';
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.body.append(script, style);
      document.body.insertAdjacentHTML(
        'beforeend',
        '<p id="p" style="display: none" onclick="smuggled = true">',
      );
      document.getElementById('p')?.click();
      const shown = [document.body, document.getElementById('p')].map(
        (element) => element && getComputedStyle(element).display,
      );
      return { ran: 'smuggled' in window, shown };
    });
    expect(smuggled).toEqual({ ran: false, shown: ['block', 'block'] });
    await context.close();
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
    expect(await ada.page.locator('.said :is(img, script, iframe, svg, b, style)').count()).toBe(0);
    const links = await ada.page.locator('.said a').evaluateAll((found) => found.map(String));
    expect(links).toEqual(['https://evil.example/']);
    await Promise.all([mallory.context.close(), ada.context.close()]);
  });
});
