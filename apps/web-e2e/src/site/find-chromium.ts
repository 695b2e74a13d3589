import { existsSync } from 'node:fs';

/** Where Debian keeps its Chromium, and where others keep what is the same to a page. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The browser to test with: `CHROMIUM`, or the first that is installed.
 * @throws Error that says how to get one
 */
export function findChromium(): string {
  const named = process.env['CHROMIUM'];
  const places = named === undefined ? PLACES : [named];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error(`No Chromium at ${places.join(' or ')}: apt-get install chromium, or set CHROMIUM.`);
  }
  return found;
}
