/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Replaces the notifications of the system by a list, which grants every permission. */
export async function recordNotifications(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shown: string[] = [];
    class Recorded {
      static permission = 'granted';
      static requestPermission = () => Promise.resolve('granted');
      constructor(title: string, { body }: NotificationOptions) {
        shown.push(`${title}: ${body}`);
      }
    }
    Object.assign(window, { Notification: Recorded, shown });
  });
}

/** The notifications that were shown, with their titles. */
export function notifications(page: Page): Promise<string[]> {
  return page.evaluate<string[]>('shown');
}

/** Makes the page believe that its tab is hidden, until it is reloaded. */
export async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}
