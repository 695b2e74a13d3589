/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Resolves when the page says that it is online. */
export async function online(page: Page): Promise<void> {
  await page.locator('[data-status="online"]').waitFor();
}

/** Signs a user in by their name. */
export async function signIn(page: Page, name: string, join = 'Join the chat'): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: join }).click();
  await online(page);
}

/** Resolves when the page says that it is cut off. */
export async function offline(page: Page): Promise<void> {
  await page.locator('[data-status="offline"]').waitFor();
}

/** Writes a message, as a person does. */
export async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message to/ }).fill(text);
  await page.keyboard.press('Enter');
}

/** Enters a room by its name. */
export async function enter(page: Page, room: string): Promise<void> {
  await page.getByLabel('Join or open a room').fill(room);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: room }).waitFor();
}

/** Resolves when the last text in sight is this one. */
export async function lastText(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (expected) => [...document.querySelectorAll('.text')].at(-1)?.textContent === expected,
    text,
  );
}

/** The texts that are drawn, from top to bottom. */
export function texts(page: Page): Promise<string[]> {
  return page.locator('.text').allTextContents();
}

/** Resolves when everything that was written here is in the log. */
export async function delivered(page: Page): Promise<void> {
  await page.locator('[data-delivery]:not([data-delivery="sent"])').first().waitFor({ state: 'detached' });
}
