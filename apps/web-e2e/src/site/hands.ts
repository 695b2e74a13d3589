/// <reference lib="dom" />
import type { Locator } from 'playwright-core';

/** How a person uses the page. */
export interface Hand {
  /** Presses a button, an entry of a list or a link. */
  readonly press: (target: Locator) => Promise<void>;
  /** Writes into a text field, in the place of what is in it. */
  readonly write: (field: Locator, text: string) => Promise<void>;
  /** Closes what is shown: by Escape, or by its button. */
  readonly close: (shown: Locator, button: Locator) => Promise<void>;
}

/** A finger, on a screen that has no hover. */
export const FINGER: Hand = {
  press: (target) => target.tap(),
  async write(field, text) {
    await field.tap();
    await field.fill('');
    await field.page().keyboard.type(text);
  },
  close: (_, button) => button.tap(),
};

/** The keys alone: Tab from one control to the next, the arrow keys in the list of messages, and Enter. */
export const KEYS: Hand = {
  async press(target) {
    await target.waitFor();
    if ((await target.getAttribute('role')) === 'option') return choose(target);
    // The actions of messages are not among the stops of Tab: there are as many as there are messages.
    if ((await target.getAttribute('tabindex')) === '-1') {
      await reach(target.page().getByRole('log'), 'Tab');
      await reach(target, 'ArrowUp');
    } else await reach(target, 'Tab');
    await target.page().keyboard.press('Enter');
  },
  async write(field, text) {
    const { keyboard } = field.page();
    await field.waitFor();
    await reach(field, 'Tab');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type(text);
  },
  async close(shown, button) {
    await shown.page().keyboard.press('Escape');
    if (await shown.isVisible()) await KEYS.press(button);
  },
};

/** More than the page has stops, and than a room of a test has messages. */
const MOST_STEPS = 60;

/** Takes an entry of the list that completes the text field, which keeps the focus. */
async function choose(option: Locator): Promise<void> {
  const { keyboard } = option.page();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if ((await option.getAttribute('aria-selected')) === 'true') return keyboard.press('Enter');
    await keyboard.press('ArrowDown');
  }
  throw new Error(`No arrow key leads to ${String(option)}.`);
}

/** Presses a key until a control has the focus. */
async function reach(target: Locator, key: string): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(target)}.`);
}
