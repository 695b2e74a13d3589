import { describe, expect, it } from '@jest/globals';
import { Stragglers } from './stragglers.js';

describe('Stragglers', () => {
  it('are connections that one has overtaken that was sent 25 ms later, until they end', () => {
    const stragglers = new Stragglers<string>();
    for (const [connection, at] of [
      ['a', 0],
      ['b', 20],
      ['c', 44],
      ['d', 45],
    ] as const) {
      stragglers.send(connection, at);
    }
    stragglers.end('c', true);
    expect(stragglers.count).toBe(1);
    stragglers.end('d', true);
    expect(stragglers.count).toBe(2);
    stragglers.end('a', true);
    stragglers.end('b', false);
    expect(stragglers.count).toBe(0);
  });

  it('are none where all are slow, and none because of one that has broken', () => {
    const stragglers = new Stragglers<number>();
    for (let sent = 0; sent < 10; sent += 1) stragglers.send(sent, sent * 100);
    for (let ended = 0; ended < 5; ended += 1) stragglers.end(ended, true);
    stragglers.end(9, false);
    expect(stragglers.count).toBe(0);
  });
});
