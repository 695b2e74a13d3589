import { describe, expect, it } from '@jest/globals';
import type { LookupAddress } from 'node:dns';
import { ManualTime } from '../../test/manual-time.js';
import { sharedLookup } from './shared-lookup.js';

const A = { address: '10.0.0.1', family: 4 };
const B = { address: '10.0.0.2', family: 4 };

function fixture(answers: (readonly LookupAddress[] | Error)[]) {
  const time = new ManualTime(() => 0);
  const asked: (() => void)[] = [];
  const lookup = sharedLookup(time, (_, found) => {
    asked.push(() => {
      const answer = answers.shift() ?? [];
      if (answer instanceof Error) found(answer, []);
      else found(null, answer);
    });
  });
  const all = (): Promise<unknown> =>
    new Promise((resolve) => {
      lookup('chat.example', { all: true }, (error, addresses) => resolve(error ?? addresses));
    });
  const one = (): Promise<unknown> =>
    new Promise((resolve) => {
      lookup('chat.example', {}, (error, address, family) => resolve(error ?? { address, family }));
    });
  return { time, asked, all, one };
}

describe('a shared lookup', () => {
  it('asks once for all sockets of a burst, which take turns with the addresses', async () => {
    const { time, asked, all, one } = fixture([[A, B], [B]]);
    const burst = Promise.all([all(), all(), one()]);
    asked[0]?.();
    expect(await burst).toEqual([[B, A], [A, B], B]);
    expect(await one()).toEqual(A);
    expect(asked).toHaveLength(1);
    time.jump(10_000);
    const later = one();
    expect(asked).toHaveLength(2);
    asked[1]?.();
    expect(await later).toEqual(B);
  });

  it('leaves the order of two families as it is', async () => {
    const six = { address: '::1', family: 6 };
    const { asked, all } = fixture([[six, A]]);
    const burst = Promise.all([all(), all()]);
    asked[0]?.();
    expect(await burst).toEqual([
      [six, A],
      [six, A],
    ]);
  });

  it('fails all that wait, and asks again', async () => {
    const failure = new Error('ENOTFOUND');
    const { asked, all, one } = fixture([failure, [A]]);
    const burst = Promise.all([all(), one()]);
    asked[0]?.();
    expect(await burst).toEqual([failure, failure]);
    const again = one();
    asked[1]?.();
    expect(await again).toEqual(A);
  });
});
