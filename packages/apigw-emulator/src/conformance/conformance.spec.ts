import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { rules } from './rules/rules.js';

const folder = new URL('.', import.meta.url);
const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.ts'));
const tested = specs.flatMap((name) =>
  [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}rule\('([\w-]+)'/gm)].map(([, id]) => id),
);
const all = Object.values(rules).flat();

describe('the list of rules', () => {
  it('has exactly one test for each rule', () => {
    expect(tested.sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it('gives every rule a source: a page, an observation, or the reason for the choice', () => {
    for (const { source } of all) {
      if (source.kind !== 'chosen') expect(source.where).toMatch(/^https:\/\//);
      expect(source.where).not.toBe('');
    }
  });
});
