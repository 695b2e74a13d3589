// Every state of the page at four widths, side by side on one sheet for a state: to be looked at; axe looks first.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { axeFaults } from '../measures/axe-faults.js';
import { ChatSite } from '../site/chat-site.js';
import { talk } from '../states/room-states.js';
import { STATES } from '../states/states.js';
import { contactSheet } from './contact-sheet.js';

const FOLDER = resolve(workspaceRoot, process.env['PICTURES'] ?? 'apps/web-e2e/coverage/states');
const WIDTHS = [320, 390, 768, 1_280];
const NARROW = 640;
const HEIGHT = 720;

const wanted = STATES.filter(({ name }) => name.startsWith(process.env['STATE'] ?? ''));
const looks = wanted.flatMap((state) =>
  (state.isMain ? (['light', 'dark'] as const) : (['light'] as const)).map(
    (colors) => [`${state.name}-${colors}`, state, colors] as const,
  ),
);

describe('the states of the page', () => {
  let site: ChatSite;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    site = await ChatSite.start();
    await talk(site);
  });
  afterAll(() => site.close());

  it.each(looks)('are pictured: %s', async (name, state, colorScheme) => {
    const widths = WIDTHS.filter((width) => !state.isNarrow || width < NARROW);
    const pictures: Buffer[] = [];
    for (const width of widths) {
      const viewport = { width, height: HEIGHT };
      const touch = { hasTouch: true, isMobile: true };
      const page = await state.show(site, { viewport, colorScheme, ...(width < NARROW && touch) });
      pictures.push(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([name, width, 'pixels too wide', wide]).toEqual([name, width, 'pixels too wide', 0]);
      expect([width, ...(await axeFaults(page))]).toEqual([width]);
      await page.context().close();
    }
    writeFileSync(join(FOLDER, `${name}.png`), await contactSheet(site, name, pictures));
  });
});
