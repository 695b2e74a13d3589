import type { Page } from 'playwright-core';

/** Opens the actions of the last message, or of the last with this text, by the mouse. */
export async function openActions(page: Page, text?: string): Promise<void> {
  const messages = page.locator('.message');
  const message = (text === undefined ? messages : messages.filter({ hasText: text })).last();
  await message.hover();
  await message.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('group', { name: 'Actions' }).waitFor();
}

/** Opens the actions of the last message, and chooses one. */
export async function act(page: Page, action: string): Promise<void> {
  await openActions(page);
  await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: action }).click();
}
