import { describe, expect, it } from '@jest/globals';
import { GoneConnections } from './gone-connections.js';

function fixture(maximum: number, fails: (connectionId: string) => boolean = () => false) {
  const removed: string[] = [];
  const running = { now: 0, most: 0 };
  const connections = {
    remove: async (connectionId: string) => {
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise(setImmediate);
      running.now -= 1;
      if (fails(connectionId)) throw new Error(`cannot remove ${connectionId}`);
      removed.push(connectionId);
      return null;
    },
  };
  return { removed, running, ended: new GoneConnections(connections, maximum) };
}

const known = { userId: 'ada' };

describe('the connections that were found gone', () => {
  it('are removed up to the maximum', async () => {
    const { removed, ended } = fixture(2);
    for (const id of ['a', 'b', 'c']) ended.add(id, known);
    await ended.finish();
    expect(removed).toEqual(['a', 'b']);
  });

  it('are removed while more are found, 25 at once', async () => {
    const { removed, running, ended } = fixture(100);
    for (let index = 0; index < 60; index += 1) ended.add(`c${index}`, known);
    await new Promise(setImmediate);
    expect(running.most).toBe(25);
    await ended.finish();
    expect(removed).toHaveLength(60);
  });

  it('are all tried before the first failure is reported', async () => {
    const { removed, ended } = fixture(100, (id) => id === 'c0' || id === 'c1');
    for (let index = 0; index < 60; index += 1) ended.add(`c${index}`, known);
    await expect(ended.finish()).rejects.toThrow('cannot remove c0');
    expect(removed).toHaveLength(58);
  });

  it('may be none', async () => {
    await expect(fixture(1).ended.finish()).resolves.toBeUndefined();
  });
});
