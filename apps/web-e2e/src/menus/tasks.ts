import type { Locator, Page } from 'playwright-core';
import type { Hand } from '../site/hands.js';
import { button, composer, messageOf } from './menus.js';

/** Something that a moderator does in a private room. */
export interface Task {
  readonly name: string;
  readonly act: (page: Page, hand: Hand) => Promise<void>;
  /** What is seen when it is done. */
  readonly done: (page: Page) => Locator;
}

/** Presses one button after the other in the actions of a user's message, until a sentence says that it is done. */
const inMessage = (name: string, user: string, presses: readonly string[], sentence: string): Task => ({
  name,
  async act(page, hand) {
    await hand.press(messageOf(page, user));
    for (const press of presses) await hand.press(button(page, press));
  },
  done: (page) => page.getByText(sentence),
});

/** The same in the list of people, which is closed again. */
const inPeople = (name: string, press: string, sentence: string): Task => ({
  name,
  async act(page, hand) {
    await hand.press(button(page, 'People'));
    await hand.press(button(page, 'Actions for Bob'));
    await hand.press(button(page, press));
    await page.getByText(sentence).waitFor();
    await hand.press(button(page, 'Close the list of people'));
  },
  done: (page) => page.getByText(sentence),
});

/** What a moderator does; Kim, Max and Ben have said something, too. */
export const TASKS: readonly Task[] = [
  {
    name: 'reacts to a message',
    async act(page, hand) {
      await hand.press(messageOf(page, 'Bob'));
      await hand.press(button(page, 'Heart'));
    },
    done: (page) => page.getByRole('button', { name: /^Heart, \d/, pressed: true }),
  },
  {
    name: 'reports a message',
    async act(page, hand) {
      await hand.press(messageOf(page, 'Bob'));
      await hand.press(button(page, 'Report…'));
      await hand.write(page.getByLabel('Why, for the moderators'), 'not nice');
      await hand.press(button(page, 'Send report'));
    },
    done: (page) => page.getByText('The message is reported.'),
  },
  inMessage('copies the link to a message', 'Bob', ['Copy link'], 'The link is copied.'),
  inMessage('kicks', 'Kim', ['Kick…', 'Disconnect'], 'Kim is disconnected.'),
  inMessage('mutes', 'Max', ['Mute…', '1 day'], 'Max is muted: 1 day.'),
  inMessage('lets write again', 'Max', ['Mute…', 'May write again'], 'Max may write again.'),
  inMessage('bans', 'Ben', ['Ban…', 'for good'], 'Ben is banned: for good.'),
  inMessage('lets back', 'Ben', ['Ban…', 'May come back'], 'Ben may come back.'),
  inPeople('blocks', 'Block', 'Bob is blocked'),
  inPeople('blocks no longer', 'Unblock', 'Bob is no longer blocked'),
  {
    name: 'invites',
    async act(page, hand) {
      await hand.press(button(page, 'People'));
      await hand.write(page.getByLabel('Invite, by user id'), 'carl');
      await hand.press(button(page, 'Invite'));
      await hand.press(button(page, 'Close the list of people'));
    },
    done: (page) => page.getByText('carl is invited: 1 day.'),
  },
  {
    name: 'searches',
    async act(page, hand) {
      await hand.press(button(page, 'Search'));
      await hand.write(page.getByRole('searchbox'), 'words');
      await hand.press(button(page, 'Older match'));
      await page.getByText('2 of 4', { exact: true }).waitFor();
      await hand.press(button(page, 'Close the search'));
    },
    done: (page) => button(page, 'Search').and(page.locator('[aria-pressed="false"]')),
  },
  {
    name: 'mentions',
    async act(page, hand) {
      await hand.write(composer(page), 'Now @b');
      await hand.press(page.getByRole('option', { name: 'Bob' }));
      await hand.press(button(page, 'Send'));
    },
    done: (page) => page.locator('.text', { hasText: 'Now @Bob' }),
  },
];
