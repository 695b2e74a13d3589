import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './find-chromium.js';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/**
 * Starts a browser, to be closed.
 * @throws Error that says how to get one
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}
