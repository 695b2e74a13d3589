import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { retentionChange } from '../../model/room-retention.js';
import { inMemoryLog, positionsOf } from '../../in-memory/fixtures/in-memory-log.js';

const DAY = 86_400_000;

/** A log whose real writer and reader keep entries for 30 days, and an operator who changes that. */
function fixture() {
  const parts = inMemoryLog();
  const { clock, heads, messages, log, writer } = parts;
  const say = async (text: string) => {
    const sender = { id: 'ada', name: 'Ada' };
    const { entry } = await writer.write({
      ...{ kind: 'message', room: 'tea', sender, text, clientMessageId: text },
    });
    return entry;
  };
  const retain = async (days: number) => {
    const head = await heads.getOrCreate('tea', 'e', clock.now());
    const change = retentionChange(head, days * DAY, LIMITS.retentionDefault);
    return heads.setRetention('tea', change, head.retention);
  };
  const shown = async () => positionsOf(await parts.reader.latest(await log.head(), 100));
  const stored = async () => {
    const { seq: to } = await log.head();
    return (await messages.read('tea', { from: 1, to, order: 'ascending', limit: 1_000 })).map(
      ({ seq }) => seq,
    );
  };
  return { ...parts, say, retain, shown, stored };
}

describe('a retention of a room', () => {
  it('counts for what is written from then on', async () => {
    const { clock, say, retain, shown } = fixture();
    await say('one');
    await retain(90);
    const { reservedAt, expiresAt } = await say('two');
    expect(expiresAt).toBe(reservedAt + 90 * DAY);
    clock.advance(31 * DAY);
    expect(await shown()).toEqual([2]);
  });

  it('that is shorter counts at once, and opens no hole that readers would fill', async () => {
    const { clock, say, retain, shown, stored } = fixture();
    await say('one');
    clock.advance(2 * DAY);
    await say('two');
    await retain(1);
    clock.advance(60_000);
    expect(await shown()).toEqual([2]);
    for (const text of ['three', 'four', 'five']) await say(text);
    clock.advance(DAY + 1);
    expect(await shown()).toEqual([]);
    // Only the two that were stored for 30 days.
    expect(await stored()).toEqual([1, 2]);
  });

  it('that is longer again shows nothing anew between which entries have expired', async () => {
    const { clock, say, retain, shown, stored } = fixture();
    await say('kept for 30 days');
    await retain(1);
    for (const text of ['a', 'b', 'c']) await say(text);
    await retain(60);
    clock.advance(DAY + 1);
    await say('kept for 60 days');
    clock.advance(60_000);
    expect(await shown()).toEqual([5]);
    expect(await stored()).toEqual([1, 5]);
  });

  it.each([
    ['shorter', 1, 2],
    ['shorter, with an entry above', 1, 1],
  ])('ends cursors when it is %s, for entries above them may have expired', async (_, days, seq) => {
    const { clock, reader, log, say, retain } = fixture();
    await say('one');
    await say('two');
    await retain(days);
    const { epoch } = await log.head();
    const cursor = { epoch, seq };
    expect(await reader.after(await log.head(), cursor, 10)).toMatchObject({ recovered: true });
    clock.advance(days * DAY);
    expect(await reader.after(await log.head(), cursor, 10)).toMatchObject({ recovered: false, entries: [] });
  });

  it('leaves cursors above the change alone, which are live as long as their entries', async () => {
    const { clock, reader, log, say, retain } = fixture();
    await say('one');
    await retain(60);
    await say('two');
    await say('three');
    clock.advance(50 * DAY);
    const { epoch } = await log.head();
    const page = await reader.after(await log.head(), { epoch, seq: 2 }, 10);
    expect([page.recovered, positionsOf(page)]).toEqual([true, [3]]);
  });

  it('is that of fillers, and of the records by which a message is written once', async () => {
    const { clock, reader, log, messages, say, retain } = fixture();
    await retain(7);
    await log.skip();
    clock.advance(LIMITS.gapAge + 1);
    const { reservedAt: sentAt } = await say('two');
    clock.advance(LIMITS.gapAge + 1);
    await reader.before(await log.head(), 3, 10);
    expect(await messages.find('tea', 1)).toMatchObject({ kind: 'filler', expiresAt: sentAt + 7 * DAY });
    const record = await messages.findIdempotencyRecord('ada', 'two');
    expect(record?.expiresAt).toBe(sentAt + 7 * DAY);
  });

  it('does not bring a worker that is behind what may no longer be shown', async () => {
    const { clock, reader, log, say, retain } = fixture();
    for (const text of ['one', 'two']) await say(text);
    clock.advance(2 * DAY);
    await say('three');
    await retain(1);
    const page = await reader.left(await log.head(), 0, 10);
    expect([page.through, positionsOf(page)]).toEqual([3, [3]]);
  });
});
