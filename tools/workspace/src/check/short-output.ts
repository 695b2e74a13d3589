import { stripVTControlCharacters } from 'node:util';

/** Characters of a line, and lines of one value, that are shown: a test of a page would print the whole page. */
const LONGEST_LINE = 240;
const LONGEST_VALUE = 30;

/** Lines that say that something went well, or how to use Nx. */
const NOISE =
  /^(?:PASS |\s*✓|✔ |> |Output of \d+ successful|\s*Run duration|\s*Cache:|\s*Critical path|\s*Recoverable time|\s*Recommendation|\s*- (?:Cache|Split)|Test results written|Ran all test suites|Snapshots:|\s*View logs|\s*NX {3}Running target|Warning: command ")/;

/** A project of a step, which Nx lists before it runs them. */
const LISTED = /^- [\w-]+$/;

/** Between these, Jest shows a failed test; elsewhere a line that begins with `-` is an item of a list. */
const TEST = /^\s*●/;
const AFTER_TEST = /^(?:\s*(?:PASS|FAIL) |Tests:|Test Suites:)/;

/** What a test compares begins with the first, and ends with the second: the code, the stack, the next test, the sum. */
const VALUE = /^\s*(?:Expected|Received)/;
const DIFFERENCE = /^\s*[-+] /;
const AFTER_VALUE = /^\s*(?:at |>?\s*\d+ \||●|FAIL |Tests:|Test Suites:)/;

/**
 * What a failed step printed, without what passed: for the end of a terminal, where it is read.
 *
 * @param output - of Nx and Jest, with or without colours
 */
export function shortOutput(output: string): string {
  const kept: string[] = [];
  let compared = 0;
  let isTest = false;
  for (const line of stripVTControlCharacters(output).split('\n')) {
    isTest = TEST.test(line) || (isTest && !AFTER_TEST.test(line));
    if (NOISE.test(line) || (!isTest && LISTED.test(line))) continue;
    const begins = VALUE.test(line) || (isTest && DIFFERENCE.test(line));
    const isCompared = !AFTER_VALUE.test(line) && (compared > 0 || begins);
    compared = isCompared ? compared + 1 : 0;
    if (compared > LONGEST_VALUE) {
      if (compared === LONGEST_VALUE + 1) kept.push('      …');
      continue;
    }
    kept.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
  }
  return kept
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
