import { describe, expect, it } from '@jest/globals';
import { loadSource, textOf } from './source-file.js';

/** The actions that the README grants to a class. */
function granted(readme: string, name: string): readonly string[] {
  const permissions = readme.slice(readme.indexOf('## Permissions'));
  const row = permissions.split('\n').find((line) => line.includes(`\`${name}\``)) ?? '';
  return [...row.matchAll(/`(\w+)`/g)]
    .flatMap(([, action]) => (action && action !== name ? [action] : []))
    .sort();
}

describe('the README of chat-dynamo', () => {
  it('grants what the adapters were seen to need, and no more', async () => {
    const { PERMISSIONS } = (await loadSource('packages/chat-dynamo/test/permissions.ts')) as {
      readonly PERMISSIONS: Readonly<Record<string, readonly string[]>>;
    };
    const readme = textOf('packages/chat-dynamo/README.md');
    const shown = Object.keys(PERMISSIONS).map((name) => [name, granted(readme, name)]);

    expect(Object.fromEntries(shown)).toEqual(PERMISSIONS);
  });
});
