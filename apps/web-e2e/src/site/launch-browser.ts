import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserServer,
} from 'playwright-core';
import { findChromium } from './find-chromium.js';
import { sharedParts } from './shared-parts.js';

/** Pages of the browser's own address bar: each window loads two, which takes as long as the chat page itself. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup'];

/** What Playwright switches off. A browser reads the last list alone, so it is repeated here. */
const PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  `--disable-features=${[...ADDRESS_BAR, ...PLAYWRIGHT].join()}`,
];

/**
 * Starts the browser of all suites, to be closed.
 * @throws Error that says how to get one
 */
export function launchBrowser(): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath: findChromium(), args: FLAGS });
}

/** The browser of this run, to be closed: with it end all contexts that were opened here, and no others. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(sharedParts().browser);
}

/** Milliseconds: a limit for hangs, not for speed. Under that of a test, so that what fails says what it waited for. */
const PATIENCE = 240_000;

/** A browser of one user. */
export async function newContext(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  context.setDefaultTimeout(PATIENCE);
  return context;
}
