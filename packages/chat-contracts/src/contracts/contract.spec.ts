import { describe, expect, it } from '@jest/globals';
import { testContract } from './contract.js';
import type { Contract, TestFunction } from './contract.js';
import { mustEqual } from './expectation.js';

interface Harness {
  readonly value: number;
  close(): void;
}

const contract: Contract<Harness> = [
  { title: 'is one', run: async ({ value }) => mustEqual(value, 1, 'value must be 1') },
  { title: 'flies', needs: 'wings', run: async () => undefined },
];

/** A runner that keeps what is registered. */
function runner(): TestFunction & {
  readonly bodies: Map<string, () => Promise<void>>;
  readonly skipped: string[];
} {
  const bodies = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const register = (title: string, body: () => Promise<void>): void => void bodies.set(title, body);
  return Object.assign(register, { bodies, skipped, skip: (title: string) => void skipped.push(title) });
}

describe('testContract', () => {
  it('runs each case on a harness of its own and closes it, whether the case passed or failed', async () => {
    const it = runner();
    let opened = 0;
    let closed = 0;
    testContract(it, contract, () => ({ value: (opened += 1), close: () => void (closed += 1) }));
    expect([...it.bodies.keys()]).toEqual(['is one', 'flies']);
    await it.bodies.get('is one')?.();
    await expect(it.bodies.get('is one')?.()).rejects.toThrow('value must be 1\n  expected 1\n  received 2');
    expect([opened, closed]).toEqual([2, 2]);
  });

  it('registers as skipped what the harness lacks', () => {
    const it = runner();
    testContract(it, contract, () => ({ value: 1, close: () => undefined }), { lacks: ['wings'] });
    expect([...it.bodies.keys()]).toEqual(['is one']);
    expect(it.skipped).toEqual(['flies (skipped: the harness lacks wings)']);
  });

  it.each<[string, () => Promise<void>]>([
    ['hangs', () => new Promise(() => undefined)],
    [
      'throws',
      () => {
        throw new Error('It is closed already.');
      },
    ],
  ])('closes the harness of a case that hangs, once, also where that %s', async (_, result) => {
    const it = runner();
    let closed = 0;
    const hangs: Contract<{ close(): Promise<void> }> = [
      { title: 'hangs', run: () => new Promise(() => undefined) },
    ];
    const close = () => {
      closed += 1;
      return result();
    };
    testContract(it, hangs, () => ({ close }), { timeout: 10 });
    await expect(it.bodies.get('hangs')?.()).rejects.toThrow(
      'the case did not end within 10 ms, though no promise was pending',
    );
    expect(closed).toBe(1);
  });
});
