import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { freezing } from '../../in-memory/fixtures/intercept.js';
import type { Draft } from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const hi: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi', clientMessageId: 'c-1' };
const ho: Draft = { ...hi, text: 'ho' };

/** A log, and the kinds of its entries by position; `empty` where there is none. */
function observedLog() {
  const log = inMemoryLog();
  const kinds = async (room = 'tea'): Promise<readonly string[]> => {
    const seq = (await log.heads.find(room))?.seq ?? 0;
    const positions = Array.from({ length: seq }, (_, index) => log.messages.find(room, index + 1));
    return (await Promise.all(positions)).map((entry) => entry?.kind ?? 'empty');
  };
  return { ...log, kinds };
}

describe('the loser of a race for a client message id', () => {
  it.each([
    ['with another text', ho, 'rejected'],
    ['with the same text', hi, 'fulfilled'],
  ])('%s fills its position at once', async (_, other, status) => {
    const { writer, kinds, texts } = observedLog();
    const results = await Promise.allSettled([writer.write(hi), writer.write(other)]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', status]);
    expect(await kinds()).toEqual(['message', 'filler']);
    expect(await texts()).toEqual(['1 hi']);
  });

  it('in another room fills its position in that room', async () => {
    const { writer, kinds } = observedLog();
    const results = await Promise.allSettled([writer.write(hi), writer.write({ ...hi, room: 'coffee' })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect([await kinds('tea'), await kinds('coffee')]).toEqual([['message'], ['filler']]);
  });

  it('delays no reader: the next message is readable as soon as it is written', async () => {
    const { reader, writer } = observedLog();
    await Promise.allSettled([writer.write(hi), writer.write(ho)]);
    const { head } = await writer.write({ ...hi, clientMessageId: 'c-2' });
    expect(await reader.after(head, { epoch: head.epoch, seq: 0 }, 10)).toMatchObject({
      through: 3,
      more: false,
    });
  });

  it('leaves the winner its position, when the winner has not written yet', async () => {
    const { clock, writer, writerMet, kinds } = observedLog();
    const { meet, thaw } = freezing('append');
    const winner = writerMet(meet).write(hi);
    await clock.elapse(1);
    await expect(writer.write(ho)).rejects.toMatchObject({ code: 'client_message_id_reused' });
    thaw();
    expect(await winner).toMatchObject({ entry: { seq: 1 }, duplicate: false });
    expect(await kinds()).toEqual(['message']);
  });

  it('fills the new position that it reserved for a move', async () => {
    const { clock, writerMet, kinds, texts } = observedLog();
    const { meet, thaw } = freezing('append');
    const writers = Array.from({ length: 3 }, () => writerMet(meet).write(hi));
    await clock.elapse(LIMITS.gapAge + 1);
    thaw();
    await Promise.all(writers);
    expect(await kinds()).not.toContain('empty');
    expect(await texts()).toHaveLength(1);
  });
});

describe('a writer whose record expired and was replaced by one of another message', () => {
  it.each([
    ['text', ho, 2],
    ['room', { ...ho, room: 'coffee' }, 2],
    ['room, at the same seq there,', { ...ho, room: 'coffee' }, 0],
  ])('of another %s does not write at the position of that one', async (_, other, positions) => {
    const { clock, heads, messages, writer, writerMet, kinds } = observedLog();
    const { meet, thaw } = freezing('move');
    const started = freezing('putIfAbsent');
    const first = writerMet((call) => (call.method === 'move' ? meet(call) : started.meet(call))).write(hi);
    await clock.elapse(LIMITS.gapAge + 1);
    started.thaw();
    await clock.elapse(LIMITS.retentionDefault);
    for (let reserved = 0; reserved < positions; reserved += 1) {
      await heads.reserveNext(other.room, 'e', clock.now());
    }
    const { entry } = await writer.write(other);
    thaw();
    await expect(first).rejects.toMatchObject({ code: 'client_message_id_reused' });
    expect(await messages.find(other.room, entry.seq)).toMatchObject({ text: 'ho' });
    expect((await kinds())[1]).not.toBe('message');
  });
});

describe('an attempt that meets its own record', () => {
  it.each(['putIfAbsent', 'move'])(
    'because the store repeated its %s, keeps its position',
    async (method) => {
      const { clock, writerMet, kinds, texts } = observedLog();
      let reservations = 0;
      const written = await writerMet(async (call) => {
        if (call.method === method) await call.proceed();
        const result = await call.proceed();
        const isLate = method === 'move' && call.method === 'reserveNext' && (reservations += 1) === 1;
        if (isLate) clock.advance(LIMITS.gapAge + 1);
        return result;
      }).write(hi);
      const seq = method === 'move' ? 2 : 1;
      expect(written).toMatchObject({ entry: { seq }, duplicate: false });
      expect(await texts()).toEqual([`${seq} hi`]);
      expect(await kinds()).toHaveLength(seq);
    },
  );
});

describe('a writer whose record could not be stored, as far as it knows', () => {
  it('leaves its position to the retry', async () => {
    const { writer, writerMet, texts } = observedLog();
    const lost = writerMet(async ({ method, proceed }) => {
      const result = await proceed();
      if (method === 'putIfAbsent') throw new Error('the response was lost');
      return result;
    });
    await expect(lost.write(hi)).rejects.toThrow('lost');
    expect(await writer.write(hi)).toMatchObject({ entry: { seq: 1 }, duplicate: false });
    expect(await texts()).toEqual(['1 hi']);
  });
});
