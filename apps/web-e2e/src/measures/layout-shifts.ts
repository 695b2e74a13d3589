/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What moved by itself: an element of a `layout-shift` entry. */
interface Source {
  readonly node: Node | null;
  readonly previousRect: DOMRectReadOnly;
  readonly currentRect: DOMRectReadOnly;
}

/**
 * Begins to note what moves in a page by itself. For `page.addInitScript` and `page.evaluate`.
 * @param buffered - whether what has moved before counts
 */
export function noteShifts(buffered = true): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  const told = ({ node, previousRect: before, currentRect: after }: Source) =>
    `${node?.nodeName} ${node?.textContent}: ${before.x},${before.y} to ${after.x},${after.y}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { sources } = entry as PerformanceEntry & { readonly sources: readonly Source[] };
      shifts.push(...sources.map(told));
    }
  }).observe({ type: 'layout-shift', buffered });
}

/** What has moved since {@link noteShifts}, once the page has nothing to draw; one line each. */
export async function shiftsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestIdleCallback(drawn))));
  return page.evaluate<string[]>('shifts');
}
