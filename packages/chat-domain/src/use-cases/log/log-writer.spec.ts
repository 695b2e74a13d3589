import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { crashingAt } from '../../in-memory/fixtures/intercept.js';
import type { Draft } from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const hi: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi', clientMessageId: 'c-1' };
const anonymous: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi' };

describe('writing a message', () => {
  it('puts it at the next position, with its retention', async () => {
    const { clock, writer, texts } = inMemoryLog();
    const written = await writer.write(hi);
    expect(written).toMatchObject({
      head: { room: 'tea', seq: 1 },
      entry: { seq: 1, text: 'hi' },
      duplicate: false,
    });
    expect(written.entry.expiresAt).toBe(clock.now() + LIMITS.retentionDefault);
    expect((await writer.write({ ...hi, clientMessageId: 'c-2' })).entry.seq).toBe(2);
    expect(await texts()).toEqual(['1 hi', '2 hi']);
  });

  it('writes it on every attempt when it has no id', async () => {
    const { writer, texts } = inMemoryLog();
    const ids = [(await writer.write(anonymous)).entry.id, (await writer.write(anonymous)).entry.id];
    expect(new Set(ids).size).toBe(2);
    expect(await texts()).toEqual(['1 hi', '2 hi']);
  });

  it('takes three writes for a first message, and no more', async () => {
    const { writerMet } = inMemoryLog();
    const calls: string[] = [];
    await writerMet((call) => {
      calls.push(call.method);
      return call.proceed();
    }).write(hi);
    expect(calls).toEqual(['findIdempotencyRecord', 'reserveNext', 'putIfAbsent', 'append']);
  });
});

describe('retrying it', () => {
  it('returns the first position', async () => {
    const { writer, texts } = inMemoryLog();
    const first = await writer.write(hi);
    const second = await writer.write(hi);
    expect(second.duplicate).toBe(true);
    expect(second.entry).toEqual(first.entry);
    expect(await texts()).toEqual(['1 hi']);
  });

  it('returns the tombstone of a message that was deleted since', async () => {
    const { messages, writer } = inMemoryLog();
    const { entry } = await writer.write(hi);
    const { seq, reservedAt, expiresAt, id } = entry;
    await messages.replace(
      'tea',
      { kind: 'tombstone', seq, reservedAt, expiresAt, id, sender: ada, clientMessageId: 'c-1' },
      'message',
    );
    expect(await writer.write(hi)).toMatchObject({ duplicate: true, entry: { kind: 'tombstone', seq: 1 } });
  });

  it.each([
    ['room', { room: 'coffee' }],
    ['text', { text: 'ho' }],
    ['kind', { kind: 'announcement' as const }],
  ])('is rejected with another %s', async (_, change) => {
    const { writer, texts } = inMemoryLog();
    await writer.write(hi);
    await expect(writer.write({ ...hi, ...change })).rejects.toMatchObject({
      code: 'client_message_id_reused',
    });
    expect(await texts()).toEqual(['1 hi']);
  });

  it('is another message when another user sends it', async () => {
    const { writer, texts } = inMemoryLog();
    await writer.write(hi);
    expect(await writer.write({ ...hi, sender: { id: 'bob', name: 'Bob' } })).toMatchObject({
      duplicate: false,
    });
    expect(await texts()).toEqual(['1 hi', '2 hi']);
  });

  it('is another message once the first has expired', async () => {
    const { clock, writer } = inMemoryLog();
    await writer.write(hi);
    clock.advance(LIMITS.retentionDefault - 1);
    expect(await writer.write(hi)).toMatchObject({ duplicate: true, entry: { seq: 1 } });
    clock.advance(1);
    expect(await writer.write(hi)).toMatchObject({ duplicate: false, entry: { seq: 2 } });
  });
});

describe('a writer that crashes', () => {
  const steps = [1, 2, 3, 4].flatMap((step) => [[step, 'before'] as const, [step, 'after'] as const]);
  const returns = steps.flatMap((step) => [0, LIMITS.gapAge + 1].map((later) => [...step, later] as const));

  it.each(returns)(
    'at step %d, %s it was done, stores it once when it retries %d ms later',
    async (step, moment, later) => {
      const { clock, log, writer, writerMet, texts } = inMemoryLog();
      await expect(writerMet(crashingAt(step, moment)).write(hi)).rejects.toThrow('crash');
      await log.say(1, { text: 'other' });
      clock.advance(later);
      const { entry } = await writer.write(hi);
      expect((await texts()).filter((line) => line.endsWith(' hi'))).toEqual([`${entry.seq} hi`]);
      expect(await writer.write(hi)).toMatchObject({ duplicate: true, entry: { seq: entry.seq } });
    },
  );

  it.each(steps)(
    'at step %d, %s it was done, and never retries, does not block readers for long',
    async (step, moment) => {
      const { clock, log, reader, writerMet } = inMemoryLog();
      await expect(writerMet(crashingAt(step, moment)).write(hi)).rejects.toThrow('crash');
      const head = await log.say(1);
      clock.advance(LIMITS.gapAge + 1);
      expect(await reader.after(head, { epoch: head.epoch, seq: 0 }, 10)).toMatchObject({
        recovered: true,
        through: head.seq,
      });
    },
  );
});
