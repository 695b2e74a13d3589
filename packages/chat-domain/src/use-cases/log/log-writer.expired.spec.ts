import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import { freezing } from '../../in-memory/fixtures/intercept.js';
import type { Draft } from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const hi: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi', clientMessageId: 'c-1' };
const anonymous: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi' };

describe('a writer that is frozen before its append until its entry has expired', () => {
  it.each([
    ['with an id', hi],
    ['without one', anonymous],
  ])('does not report a message %s as written, because no reader would see it', async (_, draft) => {
    const { clock, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const late = writerMet(meet).write(draft);
    await clock.elapse(LIMITS.retentionDefault);
    thaw();
    await expect(late).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    expect(await texts()).toEqual([]);
  });

  it('reports it as written a millisecond earlier', async () => {
    const { clock, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const late = writerMet(meet).write(hi);
    await clock.elapse(LIMITS.retentionDefault - 1);
    thaw();
    expect(await late).toMatchObject({ entry: { seq: 1 }, duplicate: false });
    expect(await texts()).toEqual(['1 hi']);
  });

  it('and its retry, frozen as well, do not both report the same position for two entries', async () => {
    const { clock, writer, writerMet, texts } = inMemoryLog();
    const { meet, thaw } = freezing('append');
    const first = writerMet(meet).write(hi);
    await clock.elapse(1);
    const retry = writerMet(meet).write(hi);
    await clock.elapse(LIMITS.retentionDefault);
    thaw();
    const results = await Promise.allSettled([first, retry]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await writer.write(hi)).toMatchObject({ entry: { seq: 2 }, duplicate: false });
    expect(await texts()).toEqual(['2 hi']);
  });
});
