import { Preference } from './preference.js';

/** Light or dark, or as the system has it. */
export const theme = new Preference('theme', ['system', 'light', 'dark'], () => localStorage);

/** Whether the system shows a notification of a mention or a direct message while the page is hidden. */
export const notifies = new Preference('notifications', ['off', 'on'], () => localStorage);

/** Shows the page as the theme says, now and after each change. */
export function followTheme(root: HTMLElement): void {
  const show = () => {
    root.dataset['theme'] = theme.current;
  };
  theme.subscribe(show);
  show();
}
