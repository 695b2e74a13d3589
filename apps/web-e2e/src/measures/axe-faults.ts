/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules whose outcome depends on colours, of those that axe applies by default. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds in a page, one line each; `minor` things too. */
export function axeFaults(page: Page): Promise<string[]> {
  return faults(page, {});
}

/** What axe finds in the colours alone, after {@link axeFaults} has looked at the same page in others. */
export function colourFaults(page: Page): Promise<string[]> {
  return faults(page, { runOnly: COLOUR_RULES });
}

async function faults(page: Page, options: RunOptions): Promise<string[]> {
  // A panel that still moves would be read in colours that it has for a moment; what turns for ever is not waited for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished.catch(() => undefined)),
    ),
  );
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${impact} ${id}: ${html}`));
}
