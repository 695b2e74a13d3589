import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { inMemoryLog } from '../../in-memory/fixtures/in-memory-log.js';
import type { Draft } from './draft.js';

const ada = { id: 'ada', name: 'Ada' };
const anonymous: Draft = { room: 'tea', kind: 'message', sender: ada, text: 'hi' };
const hi: Draft = { ...anonymous, clientMessageId: 'c-1' };

describe('a writer whose store retried an append by itself', () => {
  it('recognises its own message and reports no duplicate', async () => {
    const { writerMet, texts } = inMemoryLog();
    const written = await writerMet(async ({ method, proceed }) => {
      if (method === 'append') await proceed();
      return proceed();
    }).write(anonymous);
    expect(written).toMatchObject({ entry: { seq: 1, text: 'hi' }, duplicate: false });
    expect(await texts()).toEqual(['1 hi']);
  });
});

describe('a message without an id', () => {
  it('reserves a new position when its own was filled', async () => {
    const { clock, writerMet, texts } = inMemoryLog();
    let takes = 0;
    const late = writerMet(async ({ method, proceed }) => {
      const result = await proceed();
      if (method === 'reserveNext' && (takes += 1) === 1) clock.advance(LIMITS.gapAge + 1);
      return result;
    });
    expect(await late.write(anonymous)).toMatchObject({ entry: { seq: 2 }, duplicate: false });
    expect(await texts()).toEqual(['2 hi']);
  });
});

describe('a rejected writer', () => {
  it('says to send again when the log is busy', async () => {
    const { clock, writerMet } = inMemoryLog();
    const slow = writerMet(async ({ method, proceed }) => {
      const result = await proceed();
      if (method === 'reserveNext') clock.advance(LIMITS.gapAge + 1);
      return result;
    });
    await expect(slow.write(anonymous)).rejects.toThrow('The log is busy; send the message again.');
  });

  it('says that its id was used for another message', async () => {
    const { writer } = inMemoryLog();
    await writer.write(hi);
    await expect(writer.write({ ...hi, text: 'ho' })).rejects.toThrow(
      'This client message id was used for another message.',
    );
  });
});
