import { describe, expect, it } from '@jest/globals';
import { InMemoryRoomHeadRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { byChance } from './by-chance.js';
import {
  delay,
  duplicate,
  failAfter,
  failBefore,
  freezeAfter,
  freezeBefore,
  Gate,
  readFrom,
} from './fault.js';
import { withFaults } from './with-faults.js';

describe('withFaults', () => {
  const clock = new ManualClock();
  const seqOf = async (log: InMemoryRoomHeadRepository) => (await log.find('lobby'))?.seq ?? 0;
  const take = (log: InMemoryRoomHeadRepository) => log.reserveNext('lobby', 'e1', clock.now());

  it('changes no call that no rule names', async () => {
    const log = withFaults(new InMemoryRoomHeadRepository(), [
      { on: 'startEpoch', fault: failBefore() },
      { on: 'reserveNext', when: 2, fault: failBefore() },
    ]);
    expect((await take(log)).seq).toBe(1);
    await expect(take(log)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await take(log)).seq).toBe(2);
  });

  it('makes no call that fails before, and every call that fails after', async () => {
    const log = new InMemoryRoomHeadRepository();
    await expect(take(withFaults(log, [{ on: 'reserveNext', fault: failBefore() }]))).rejects.toThrow(
      'planned',
    );
    expect(await seqOf(log)).toBe(0);
    const lost = () => new Error('the response was lost');
    await expect(take(withFaults(log, [{ on: 'reserveNext', fault: failAfter(lost) }]))).rejects.toThrow(
      'lost',
    );
    expect(await seqOf(log)).toBe(1);
  });

  it('makes a call happen twice', async () => {
    const log = withFaults(new InMemoryRoomHeadRepository(), [{ on: 'reserveNext', fault: duplicate() }]);
    expect((await take(log)).seq).toBe(2);
  });

  it('delays a call until it is time', async () => {
    const log = withFaults(new InMemoryRoomHeadRepository(), [
      { on: 'reserveNext', fault: delay(() => clock.until(clock.now() + 50)) },
    ]);
    const taken = take(log);
    await clock.elapse(49);
    expect(await seqOf(log)).toBe(0);
    await clock.elapse(1);
    expect((await taken).seq).toBe(1);
  });

  it('freezes a call before it happens, or after', async () => {
    const gate = new Gate();
    const log = withFaults(new InMemoryRoomHeadRepository(), [
      { on: 'reserveNext', when: 1, fault: freezeBefore(gate) },
      { on: 'reserveNext', when: 2, fault: freezeAfter(gate) },
    ]);
    const first = take(log);
    const second = take(log);
    await gate.reached;
    expect(await seqOf(log)).toBe(1);
    expect((await take(log)).seq).toBe(2);
    gate.open();
    expect([(await first).seq, (await second).seq]).toEqual([3, 1]);
  });

  it('reads from an older state', async () => {
    const log = new InMemoryRoomHeadRepository();
    await take(log);
    const stale = withFaults(log, [{ on: ['find', 'findAll'], fault: readFrom(log.snapshot()) }]);
    await take(stale);
    expect([await seqOf(stale), await seqOf(log)]).toEqual([1, 2]);
    const broken = withFaults(log, [{ on: 'find', fault: readFrom({}) }]);
    await expect(broken.find('lobby')).rejects.toThrow('The snapshot has no find()');
  });

  it('applies to a share of the calls, the same ones for the same seed', async () => {
    const failures = async (seed: number): Promise<readonly number[]> => {
      const log = withFaults(new InMemoryRoomHeadRepository(), [
        { on: 'reserveNext', when: byChance(seed, 0.1), fault: failBefore() },
      ]);
      const failed: number[] = [];
      for (let call = 1; call <= 1_000; call += 1) await take(log).catch(() => failed.push(call));
      return failed;
    };
    const [first, again, other] = [await failures(1), await failures(1), await failures(2)];
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect(first.length).toBeGreaterThan(60);
    expect(first.length).toBeLessThan(140);
  });

  it('keeps methods that return no promise as they are', () => {
    const ticking = withFaults(clock, [{ on: 'elapse', fault: failBefore() }]);
    expect(ticking.now()).toBe(clock.now());
  });
});
