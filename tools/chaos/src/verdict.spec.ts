import { describe, expect, it } from '@jest/globals';
import { verdict, type Settled, type Witness } from './verdict.js';

const settled = (seq: number, clientMessageId = `c${seq}`): Settled => ({
  ...{ seq, id: `m${seq}`, clientMessageId },
  nonMessages: 0,
});
/** A log up to the last message, in which what is empty has been noted. */
const logOf = (...messages: readonly Settled[]) => {
  const seq = messages.at(-1)?.seq ?? 0;
  const all = Array.from({ length: seq }, (_, index) => index + 1);
  const unsent = all.filter((at) => messages.every((message) => message.seq !== at));
  return { head: { epoch: 'e', seq, unsent }, messages };
};
const witness = (positions: readonly number[], more: Partial<Witness> = {}): Witness => ({
  userId: 'u',
  known: new Map(positions.map((seq) => [seq, `m${seq}`])),
  acked: new Set(positions.map((seq) => `c${seq}`)),
  pushed: new Set(positions.map((seq) => `m${seq}`)),
  disorders: 0,
  ...more,
});
const none = { lostFromLog: 0, lostAtClients: 0, lostPushes: 0, doubled: 0, miscounted: 0 };

describe('the verdict', () => {
  it('finds nothing where every client holds the log', () => {
    const log = logOf(settled(1), settled(3));
    expect(verdict(log, [witness([1, 3]), witness([1, 3])], new Set(['c3']))).toEqual({
      ...none,
      delivered: 4,
    });
  });

  it('finds an acknowledged message that is not in the log', () => {
    expect(
      verdict(logOf(settled(1)), [witness([1], { acked: new Set(['c1', 'c2']) })], new Set()),
    ).toMatchObject({
      lostFromLog: 1,
    });
  });

  it('finds what a client misses, what it holds wrongly and what it holds besides', () => {
    const known = new Map([
      [2, 'other'],
      [4, 'm4'],
    ]);
    const log = logOf(settled(1), settled(2));
    expect(verdict(log, [witness([1, 2], { known })], new Set())).toMatchObject({ lostAtClients: 3 });
  });

  it('finds a message that is in the log twice', () => {
    expect(verdict(logOf(settled(1), settled(2, 'c1')), [witness([1, 2])], new Set())).toMatchObject({
      doubled: 1,
    });
  });

  it('finds what a client showed twice', () => {
    expect(verdict(logOf(settled(1)), [witness([1], { disorders: 1 })], new Set())).toMatchObject({
      doubled: 1,
    });
  });

  it('finds what was not pushed although nothing went wrong', () => {
    const found = verdict(logOf(settled(1)), [witness([1], { pushed: new Set() })], new Set(['c1']));
    expect(found).toEqual({ ...none, lostPushes: 1, delivered: 1 });
  });

  it('finds a count of unread messages that is too low, and none that is too high', () => {
    const { head, messages } = logOf(settled(1), settled(2), settled(4));
    const of = (changes: object) =>
      verdict({ head: { ...head, ...changes }, messages }, [witness([1, 2, 4])], new Set()).miscounted;
    expect(of({})).toBe(0);
    expect(of({ unsent: [] })).toBe(0);
    expect(of({ unsent: [3, 4] })).toBe(2);
    expect(of({ nonMessages: 1 })).toBe(2);
  });
});
