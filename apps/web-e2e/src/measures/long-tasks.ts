/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Begins to note the `longtask` entries of a page: tasks of over 50 ms by the clock. For `page.addInitScript`. */
export function noteLongTasks(): void {
  const longTasks: number[] = [];
  Object.assign(window, { longTasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** How long they took since {@link noteLongTasks}, in milliseconds. What else runs on the machine makes them longer. */
export function longTasks(page: Page): Promise<number[]> {
  return page.evaluate<number[]>('longTasks');
}
