import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { crashingAt, freezing } from '../../in-memory/fixtures/intercept.js';
import type { Draft } from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const hi: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi', clientMessageId: 'c-1' };

describe('a late writer', () => {
  it('reserves a new position when its own was filled, and keeps it from then on', async () => {
    const { clock, log, reader, writer, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const late = writerMet(meet).write(hi);
    await clock.elapse(LIMITS.gapAge + 1);
    const head = await log.head();
    await reader.after(head, { epoch: head.epoch, seq: 0 }, 10);
    thaw();
    expect(await late).toMatchObject({ entry: { seq: 2 }, duplicate: false });
    expect(await writer.write(hi)).toMatchObject({ entry: { seq: 2 }, duplicate: true });
    expect(await texts()).toEqual(['2 hi']);
  });

  it('gives up a position that is too old, though it is still empty: a new member may have started above', async () => {
    const { clock, messages, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('putIfAbsent');
    const late = writerMet(meet).write(hi);
    await clock.elapse(LIMITS.gapAge + 1);
    thaw();
    expect(await late).toMatchObject({ entry: { seq: 2 } });
    expect(await messages.find('tea', 1)).toMatchObject({ kind: 'filler' });
    expect(await texts()).toEqual(['2 hi']);
  });

  it('gives up after three positions, and the next attempt succeeds', async () => {
    const { clock, log, writer, writerMet, texts } = inMemoryLog();
    let appends = 0;
    const slow = writerMet(async (call) => {
      if (call.method === 'append') appends += 1;
      const result = await call.proceed();
      if (call.method === 'reserveNext' || call.method === 'move') clock.advance(LIMITS.gapAge + 1);
      return result;
    });
    await expect(slow.write(hi)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    expect(appends).toBe(3);
    expect((await log.head()).seq).toBe(3);
    expect(await writer.write(hi)).toMatchObject({ duplicate: false, entry: { seq: 4 } });
    expect(await texts()).toEqual(['4 hi']);
  });
});

describe('writers of the same message at the same time', () => {
  it('store it once', async () => {
    const { writer, texts } = inMemoryLog();
    const written = await Promise.all(Array.from({ length: 10 }, () => writer.write(hi)));
    expect(new Set(written.map(({ entry }) => entry.seq)).size).toBe(1);
    expect(written.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await texts()).toHaveLength(1);
  });

  it('store it once also when all of them find the position filled', async () => {
    const { clock, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const writers = Array.from({ length: 5 }, () => writerMet(meet).write(hi));
    await clock.elapse(LIMITS.gapAge + 1);
    thaw();
    const written = await Promise.all(writers);
    expect(new Set(written.map(({ entry }) => entry.seq)).size).toBe(1);
    expect(await texts()).toHaveLength(1);
  });

  it('store one of two texts under the same id', async () => {
    const { writer, texts } = inMemoryLog();
    const results = await Promise.allSettled([writer.write(hi), writer.write({ ...hi, text: 'ho' })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await texts()).toEqual(['1 hi']);
  });
});

describe('a new epoch', () => {
  it('finds the message that was written before it', async () => {
    const { heads, writer } = inMemoryLog();
    await writer.write(hi);
    await heads.startEpoch('tea', 'e2');
    expect(await writer.write(hi)).toMatchObject({
      head: { epoch: 'e2' },
      entry: { seq: 1 },
      duplicate: true,
    });
  });

  it('gives a message a new position when its old one was recorded, but never filled', async () => {
    const { clock, heads, writer, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const late = writerMet(meet).write(hi);
    await clock.elapse(1);
    await heads.startEpoch('tea', 'e2');
    expect(await writer.write(hi)).toMatchObject({
      head: { epoch: 'e2' },
      entry: { seq: 2 },
      duplicate: false,
    });
    thaw();
    expect(await late).toMatchObject({ entry: { seq: 2 }, duplicate: true });
    expect(await texts()).toEqual(['2 hi']);
  });
});

describe('two hundred senders at once', () => {
  it('leave a log without gaps once it is filled, and nothing twice', async () => {
    const { clock, log, messages, reader, writerMet, texts } = inMemoryLog();
    const positions = Array.from({ length: 200 }, (_, index) => {
      const draft = {
        ...hi,
        text: `text ${index}`,
        sender: { id: `u${index % 20}`, name: 'U' },
        clientMessageId: `c-${index}`,
      };
      // One in ten crashes between its record and its message; half of those retry.
      const crashes = index % 10 === 0;
      return writerMet(crashes ? crashingAt(4, 'before') : ({ proceed }) => proceed())
        .write(draft)
        .catch(() => (index % 20 === 0 ? writerMet(({ proceed }) => proceed()).write(draft) : null));
    });
    const written = (await Promise.all(positions)).flatMap((result) =>
      result === null ? [] : [result.entry.seq],
    );
    expect(written).toHaveLength(190);
    expect(new Set(written).size).toBe(190);
    clock.advance(LIMITS.gapAge + 1);
    const head = await log.head();
    let through = 0;
    for (;;) {
      const page = await reader.after(head, { epoch: head.epoch, seq: through }, 100);
      expect([page.recovered, page.from]).toEqual([true, through + 1]);
      through = page.through;
      if (!page.more) break;
    }
    expect(through).toBe(200);
    const all = await messages.read('tea', { from: 1, to: 200, order: 'ascending', limit: 1_000 });
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(all.filter(({ kind }) => kind === 'filler')).toHaveLength(10);
    expect(new Set((await texts()).map((line) => line.replace(/^\d+ /, ''))).size).toBe(190);
  });
});
