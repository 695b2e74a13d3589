import { describe, expect, it } from '@jest/globals';
import { verdict, type Witness } from './verdict.js';

const settled = (seq: number, clientMessageId = `c${seq}`) => ({ seq, id: `m${seq}`, clientMessageId });
const witness = (positions: readonly number[], more: Partial<Witness> = {}): Witness => ({
  userId: 'u',
  known: new Map(positions.map((seq) => [seq, `m${seq}`])),
  acked: new Set(positions.map((seq) => `c${seq}`)),
  pushed: new Set(positions.map((seq) => `m${seq}`)),
  disorders: 0,
  ...more,
});
const none = { lostFromLog: 0, lostAtClients: 0, lostPushes: 0, doubled: 0 };

describe('the verdict', () => {
  it('finds nothing where every client holds the log', () => {
    const log = [settled(1), settled(3)];
    expect(verdict(log, [witness([1, 3]), witness([1, 3])], new Set(['c3']))).toEqual({
      ...none,
      delivered: 4,
    });
  });

  it('finds an acknowledged message that is not in the log', () => {
    expect(verdict([settled(1)], [witness([1], { acked: new Set(['c1', 'c2']) })], new Set())).toMatchObject({
      lostFromLog: 1,
    });
  });

  it('finds what a client misses, what it holds wrongly and what it holds besides', () => {
    const known = new Map([
      [2, 'other'],
      [4, 'm4'],
    ]);
    const log = [settled(1), settled(2)];
    expect(verdict(log, [witness([1, 2], { known })], new Set())).toMatchObject({ lostAtClients: 3 });
  });

  it('finds a message that is in the log twice', () => {
    expect(verdict([settled(1), settled(2, 'c1')], [witness([1, 2])], new Set())).toMatchObject({
      doubled: 1,
    });
  });

  it('finds what a client showed twice', () => {
    expect(verdict([settled(1)], [witness([1], { disorders: 1 })], new Set())).toMatchObject({ doubled: 1 });
  });

  it('finds what was not pushed although nothing went wrong', () => {
    const found = verdict([settled(1)], [witness([1], { pushed: new Set() })], new Set(['c1']));
    expect(found).toEqual({ ...none, lostPushes: 1, delivered: 1 });
  });
});
