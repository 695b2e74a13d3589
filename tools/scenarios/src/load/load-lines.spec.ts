import { describe, expect, it } from '@jest/globals';
import { isWell, loadLines } from './load-lines.js';
import type { LoadReport } from './load-run.js';

const times = { p50: 20, p95: 40, p99: 60, max: 80 };
const well: LoadReport = {
  ...{ clients: 10, sent: 100, acked: 100, shown: 1_000, lost: 0, doubled: 0, disordered: 0 },
  ...{ ack: times, last: times, refused: {}, rejected: {}, reconnects: 0, resets: 0, seconds: 10.1 },
  cost: { seconds: 1.2, megabytes: 150, stallMs: 30 },
};

describe('the report of a load', () => {
  it('says what was sent and seen, and how long it took', () => {
    expect(loadLines(well)).toEqual([
      '10 clients, 10.1 s: sent 100, acked 100, shown 1000',
      'lost 0, doubled 0, out of order 0, not brought up to date 0, connections lost 0',
      'ack: median 20 ms, 95 % 40, 99 % 60, slowest 80',
      'to the last client: median 20 ms, 95 % 40, 99 % 60, slowest 80',
      'these clients took 1.2 s of the processor and 150 MB, and stood still for 30 ms at most',
    ]);
  });

  it('says what was refused, and why', () => {
    const refusals = { refused: { unauthorized: 2 }, rejected: { rate_limited: 5 } };

    expect(loadLines({ ...well, ...refusals }).slice(-2)).toEqual([
      '2 clients never came in: unauthorized',
      '5 messages refused: rate_limited',
    ]);
  });

  it.each([
    ['lost', { lost: 1 }],
    ['doubled', { doubled: 1 }],
    ['shown out of order', { disordered: 1 }],
    ['missed', { resets: 1 }],
    ['not acknowledged', { acked: 99 }],
    ['sent by no client', { sent: 0, acked: 0 }],
    ['heard by fewer clients', { refused: { 'no response': 1 } }],
  ])('is not well when a message was %s', (_, change) => {
    expect(isWell(well)).toBe(true);
    expect(isWell({ ...well, ...change })).toBe(false);
  });
});
