import type { CDPSession, Page } from 'playwright-core';

/** What a page uses, as the developer tools of its browser tell. */
export class PageMemory {
  readonly #devtools: CDPSession;

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools;
  }

  /** Of a page that is not opened yet. */
  static async of(page: Page): Promise<PageMemory> {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    return new PageMemory(devtools);
  }

  /** Megabytes of the heap in use after everything that is not used was collected. */
  async heap(): Promise<number> {
    await this.#devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#devtools.send('Runtime.getHeapUsage');
    return usedSize / 1e6;
  }

  /** Elements of the page, and listeners of its events. */
  async counts(): Promise<{ readonly nodes: number; readonly listeners: number }> {
    return { nodes: await this.#metric('Nodes'), listeners: await this.#metric('JSEventListeners') };
  }

  /** Milliseconds of processor of the main thread since the page was opened. */
  async threadTime(): Promise<number> {
    return (await this.#metric('ThreadTime')) * 1_000;
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics');
    const found = metrics.find((metric) => metric.name === name);
    if (found === undefined) throw new Error(`This browser does not tell ${name}.`);
    return found.value;
  }
}
