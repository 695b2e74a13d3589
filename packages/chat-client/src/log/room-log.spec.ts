import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RoomLog, type Cursor, type LogPage, type LogReset } from './room-log.js';

const entry = (seq: number) => ({
  seq,
  id: `m${seq}`,
  kind: 'message' as const,
  sender: { id: 'u', name: 'U' },
  sentAt: seq,
  text: `text ${seq}`,
});

function page(from: number, through: number, rest: Partial<LogPage> = {}): LogPage {
  const messages = Array.from({ length: Math.max(0, through - from + 1) }, (_, index) => entry(from + index));
  return {
    room: 'r',
    epoch: 'e',
    from,
    through,
    head: through,
    recovered: true,
    more: false,
    messages,
    ...rest,
  };
}

/** The page of a log that has nothing to show. */
const state = (through: number, epoch = 'e') =>
  page(through + 1, through, { epoch, recovered: false, messages: [] });

function newLog(cursor: Cursor | null = null) {
  const shown: number[] = [];
  const resets: LogReset[] = [];
  const log = new RoomLog(
    { onEntry: ({ seq }) => shown.push(seq), onReset: (reset) => resets.push(reset) },
    cursor,
  );
  return { log, shown, resets };
}

/** A log whose cursor is at seq 5. */
function startedLog() {
  const started = newLog();
  started.log.apply(state(5), started.log.ask());
  return started;
}

describe('the log of a room', () => {
  it('starts at the position of the server, without a reset', () => {
    const { log, resets } = startedLog();
    expect(log.cursor).toEqual({ epoch: 'e', seq: 5 });
    expect(log.start).toEqual({ epoch: 'e', seq: 5 });
    expect(log.isBehind).toBe(false);
    expect(resets).toEqual([]);
  });

  it('shows entries in order, once', () => {
    const { log, shown } = startedLog();
    log.receive('e', [entry(6)]);
    log.receive('e', [entry(6), entry(7)]);
    log.receive('e', [entry(3), entry(5), entry(8)]);
    expect(shown).toEqual([6, 7, 8]);
  });

  it('holds entries above a gap until the gap closes', () => {
    const { log, shown } = startedLog();
    log.receive('e', [entry(8), entry(7)]);
    expect(shown).toEqual([]);
    expect(log.isBehind).toBe(true);
    log.receive('e', [entry(6)]);
    expect(shown).toEqual([6, 7, 8]);
    expect(log.isBehind).toBe(false);
  });

  it('holds entries that arrive before the response to the join', () => {
    const { log, shown } = newLog();
    log.receive('e', [entry(5), entry(6)]);
    log.apply(state(5), log.ask());
    expect(shown).toEqual([6]);
  });

  it('skips positions that a page leaves out', () => {
    const { log, shown } = startedLog();
    log.receive('e', [entry(9)]);
    log.apply(page(6, 8, { messages: [entry(7)] }), log.ask());
    expect(shown).toEqual([7, 9]);
    expect(log.cursor?.seq).toBe(9);
  });

  it('skips entries of unknown kinds', () => {
    const { log, shown } = startedLog();
    log.receive('e', [{ seq: 6 }, entry(7)]);
    expect(shown).toEqual([7]);
  });

  it('learns from a pong or an ack that it is behind', () => {
    const { log } = startedLog();
    log.expect(5);
    expect(log.isBehind).toBe(false);
    log.expect(6);
    expect(log.isBehind).toBe(true);
  });

  it('learns from a page that it is behind, though there is no more for now', () => {
    const { log, shown } = startedLog();
    expect(log.apply(page(6, 7, { head: 9 }), log.ask())).toBe(false);
    expect(log.isBehind).toBe(true);
    log.receive('e', [entry(8)]);
    expect(log.isBehind).toBe(true);
    log.apply(page(9, 9), log.ask());
    expect(shown).toEqual([6, 7, 8, 9]);
    expect(log.isBehind).toBe(false);
  });

  it('learns at its start that entries above are on their way', () => {
    const { log, resets } = newLog();
    log.apply({ ...state(5), head: 7 }, log.ask());
    expect(log.isBehind).toBe(true);
    log.apply(page(6, 7), log.ask());
    expect(log.isBehind).toBe(false);
    expect(resets).toEqual([]);
  });

  it('reads on while there is more', () => {
    const { log, shown } = startedLog();
    expect(log.apply(page(6, 7, { more: true }), log.ask())).toBe(true);
    expect(log.apply(page(8, 8), log.ask())).toBe(false);
    expect(shown).toEqual([6, 7, 8]);
  });
});

describe('a flood of 50,000 entries', () => {
  it('above a gap is held up to the capacity', () => {
    const { log, shown } = startedLog();
    for (let seq = 50_000; seq > 6; seq -= 1) log.receive('e', [entry(seq)]);
    log.receive('e', [entry(6)]);
    expect(shown).toHaveLength(1_001);
    expect(log.isBehind).toBe(true);
  });

  it('in order is not held at all', () => {
    const { log, shown } = startedLog();
    for (let seq = 6; seq <= 50_000; seq += 1) log.receive('e', [entry(seq)]);
    expect(shown).toHaveLength(49_995);
    expect(log.isBehind).toBe(false);
  });

  it('before the response to the join is held up to the capacity', () => {
    const { log, shown } = newLog();
    for (let seq = 1; seq <= 50_000; seq += 1) log.receive('e', [entry(seq)]);
    log.apply(state(0), log.ask());
    expect(shown).toHaveLength(1_000);
  });
});

describe('a log that no longer connects', () => {
  it('reports a reset, and continues at the new position', () => {
    const { log, shown, resets } = startedLog();
    log.apply(state(40), log.ask());
    log.receive('e', [entry(41)]);
    expect(resets).toEqual([{ cursor: { epoch: 'e', seq: 40 }, last: { epoch: 'e', seq: 5 } }]);
    expect(log.start?.seq).toBe(40);
    expect(shown).toEqual([41]);
  });

  it('is behind when entries of another epoch arrive, and restarts in that epoch', () => {
    const { log, shown, resets } = startedLog();
    log.receive('f', [entry(3)]);
    expect(log.isBehind).toBe(true);
    log.apply(state(3, 'f'), log.ask());
    expect(resets).toEqual([{ cursor: { epoch: 'f', seq: 3 }, last: { epoch: 'e', seq: 5 } }]);
    expect(log.isBehind).toBe(false);
    log.receive('f', [entry(4)]);
    expect(shown).toEqual([4]);
  });

  it('stays behind when entries of a new epoch overtake a response of the old one', () => {
    const { log } = startedLog();
    const asked = log.ask();
    log.receive('f', [entry(3)]);
    log.apply(page(6, 6), asked);
    expect(log.isBehind).toBe(true);
  });

  it('is not set back by a response that another connection already received', () => {
    const { log, shown, resets } = startedLog();
    const asked = log.ask();
    log.apply(state(40), asked);
    log.receive('e', [entry(41)]);
    log.apply(state(43), asked);
    expect(resets).toHaveLength(1);
    expect(log.isBehind).toBe(true);
    log.apply(page(42, 43), log.ask());
    expect(shown).toEqual([41, 42, 43]);
  });

  it('reports no reset when its cursor is already at that position', () => {
    const { log, resets } = startedLog();
    log.apply({ ...state(5), head: 7 }, log.ask());
    expect(resets).toEqual([]);
    expect(log.isBehind).toBe(true);
  });

  it('ignores a page of an epoch that is over', () => {
    const { log, shown } = startedLog();
    const asked = log.ask();
    log.apply(state(2, 'f'), log.ask());
    log.apply(page(6, 9), asked);
    expect(shown).toEqual([]);
    expect(log.cursor).toEqual({ epoch: 'f', seq: 2 });
    expect(log.isBehind).toBe(false);
  });
});

describe('any log, over any connection', () => {
  it('is complete and in order once it has caught up', () => {
    const positions = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    const frames = fc.array(fc.array(fc.nat({ max: 39 }), { maxLength: 5 }), { maxLength: 40 });
    fc.assert(
      fc.property(positions, frames, fc.integer({ min: 1, max: 10 }), (there, batches, size) => {
        const { log, shown } = newLog();
        const all = there.flatMap((isThere, index) => (isThere ? [index + 1] : []));
        log.apply(state(0), log.ask());
        for (const batch of batches) {
          log.receive(
            'e',
            batch.filter((index) => there[index]).map((index) => entry(index + 1)),
          );
        }
        log.expect(there.length);
        while (log.isBehind) {
          const asked = log.ask();
          const from = (asked?.seq ?? 0) + 1;
          const through = Math.min(there.length, from + size - 1);
          const messages = all.filter((seq) => seq >= from && seq <= through).map(entry);
          log.apply(page(from, through, { messages, more: through < there.length }), asked);
        }
        expect(shown).toEqual(all);
      }),
    );
  });
});
