import type { Locator, Page } from 'playwright-core';
import type { Hand } from '../site/hands.js';

/** Something that opens over or in the page. */
export interface Menu {
  readonly name: string;
  readonly open: (page: Page, hand: Hand) => Promise<void>;
  /** What is seen while it is open, and no longer. */
  readonly shown: (page: Page) => Locator;
  /** What closes it. */
  readonly close: (page: Page) => Locator;
}

/** A button by its whole name. */
export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** The button with the actions of the last message of a user. */
export const messageOf = (page: Page, user: string): Locator =>
  button(page, `Actions for the message of ${user}`).last();

/** The field that messages are written in. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message to/ });

/** The user whom the menus are about. */
const BOB = 'Bob';

/** What is about a message: its bar, and what opens in it by one more button. */
const inMessage = (name: string, press: string, shown: Menu['shown']): Menu => ({
  name,
  shown,
  async open(page, hand) {
    await hand.press(messageOf(page, BOB));
    await hand.press(button(page, press));
  },
  close: (page) => messageOf(page, BOB),
});

/** What is in the list of people. */
const people = (name: string, then: string | undefined, shown: Menu['shown']): Menu => ({
  name,
  shown,
  async open(page, hand) {
    await hand.press(button(page, 'People'));
    if (then !== undefined) await hand.press(button(page, then));
  },
  close: (page) => button(page, 'Close the list of people'),
});

/** What a narrow window has behind a button. */
async function toSidebar(page: Page, hand: Hand): Promise<void> {
  const rooms = page.getByRole('button', { name: /^Rooms/ });
  if (await rooms.isVisible()) await hand.press(rooms);
}

/** All that opens for a moderator in a private room where Bob has said something last. */
export const MENUS: readonly Menu[] = [
  {
    name: 'actions of a message, with reactions',
    open: (page, hand) => hand.press(messageOf(page, BOB)),
    shown: (page) => page.getByRole('group', { name: 'Actions' }),
    close: (page) => messageOf(page, BOB),
  },
  inMessage('report', 'Report…', (page) => page.getByLabel('Why, for the moderators')),
  inMessage('deletion', 'Delete', (page) => button(page, 'Delete for all?')),
  inMessage('kick', 'Kick…', (page) => button(page, 'Disconnect')),
  inMessage('mute', 'Mute…', (page) => page.getByRole('group', { name: 'Mute Bob' })),
  inMessage('ban', 'Ban…', (page) => page.getByRole('group', { name: 'Ban Bob' })),
  {
    ...inMessage('reply', 'Reply', (page) => page.getByText('Replying to Bob')),
    close: (page) => button(page, 'Do not reply'),
  },
  people('people, with an invitation', undefined, (page) => page.getByLabel('Invite, by user id')),
  people('actions of a member', 'Actions for Bob', (page) => page.getByRole('group', { name: 'About Bob' })),
  {
    name: 'search',
    async open(page, hand) {
      await hand.press(button(page, 'Search'));
      await hand.write(page.getByRole('searchbox'), 'words');
    },
    shown: (page) => page.getByText('1 of 4', { exact: true }),
    close: (page) => button(page, 'Close the search'),
  },
  {
    name: 'people to mention',
    open: (page, hand) => hand.write(composer(page), '@b'),
    shown: (page) => page.getByRole('option', { name: BOB }),
    close: (page) => page.getByRole('option', { name: BOB }),
  },
  {
    name: 'preferences',
    async open(page, hand) {
      await toSidebar(page, hand);
      await hand.press(button(page, 'Preferences'));
    },
    shown: (page) => page.getByRole('group', { name: 'Preferences' }),
    close: (page) => button(page, 'Preferences'),
  },
  {
    name: 'public rooms',
    async open(page, hand) {
      await toSidebar(page, hand);
      await hand.press(button(page, 'Find a room'));
    },
    shown: (page) => page.getByRole('dialog').getByRole('button', { name: 'open-tea' }),
    close: (page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }),
  },
];
