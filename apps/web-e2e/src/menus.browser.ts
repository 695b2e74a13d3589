/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeFaults, colourFaults } from './measures/axe-faults.js';
import { button, MENUS } from './menus/menus.js';
import { TASKS } from './menus/tasks.js';
import { chatPerson } from './site/chat-person.js';
import { ChatSite } from './site/chat-site.js';
import { PHONE } from './site/devices.js';
import { FINGER, KEYS } from './site/hands.js';
import { enter, lastText, online, signIn } from './site/reader.js';

const ROOM = 'private.order';
const LINK = ['clipboard-read', 'clipboard-write'];
const WIDE: BrowserContextOptions = { viewport: { width: 1_280, height: 800 }, colorScheme: 'light' };

describe.each([
  ['the keys alone', 'Ada', KEYS, WIDE],
  ['a finger on a phone', 'Ann', FINGER, PHONE],
] as const)('the menus, with %s', (_, name, hand, device) => {
  let site: ChatSite;
  let page: Page;

  beforeAll(async () => {
    // Mutes hold only where messages are counted.
    site = await ChatSite.start({ environment: { CHAT_FLOOD_MESSAGES: '39' } });
    for (const sender of ['Kim', 'Max', 'Ben', 'Bob']) {
      const person = await chatPerson(site, sender, [`room:${ROOM}`]);
      await person.room(ROOM).join();
      await person.room(ROOM).send(`words of ${sender}`);
      if (sender === 'Bob') await person.room('open-tea').join();
    }
    const context = await site.newContext({ ...device, permissions: LINK });
    page = await context.newPage();
    await page.goto(`${site.url}#${ROOM}`);
    await signIn(page, name, 'Join as admin');
    await lastText(page, 'words of Bob');
  });
  afterAll(() => site.close());

  /** On a phone, what is behind the button for the rooms covers the rest; the people stay until they are closed. */
  const leavePanels = async () => {
    const people = button(page, 'Close the list of people');
    if (await people.isVisible()) await hand.press(people);
    if ((await page.locator('main').getAttribute('inert')) === null) return;
    await hand.press(page.locator('.close-drawer'));
  };

  it.each(MENUS.map((menu) => [menu.name, menu] as const))(
    'open whole and close again, without a fault that axe finds, light and dark: %s',
    async (__, menu) => {
      await menu.open(page, hand);
      const shown = menu.shown(page).first();
      await shown.waitFor();
      const { x, y, width, height } = (await shown.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
      const window = page.viewportSize() ?? { width: 0, height: 0 };
      const isWhole = x >= 0 && y >= 0 && x + width <= window.width && y + height <= window.height;
      await page.emulateMedia({ colorScheme: 'light' });
      const light = await axeFaults(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await colourFaults(page);
      await hand.close(shown, menu.close(page));
      await shown.waitFor({ state: 'hidden' });
      await leavePanels();
      expect({ isWhole, light, dark }).toEqual({ isWhole: true, light: [], dark: [] });
    },
  );

  it.each(TASKS.map((task) => [task.name, task] as const))(
    'are of use to a moderator who %s',
    async (__, task) => {
      await task.act(page, hand);
      await task.done(page).first().waitFor();
    },
  );

  it('lead to the message whose link was copied', async () => {
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const rooms = page.getByRole('button', { name: /^Rooms/ });
    if (await rooms.isVisible()) await hand.press(rooms);
    await enter(page, 'elsewhere');
    await page.goto(link);
    await online(page);
    await page.locator('[data-target="true"]', { hasText: 'words of Bob' }).waitFor();
  });
});
