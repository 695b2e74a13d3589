import { describe, expect, it } from '@jest/globals';
import { inMemoryChat } from '../../in-memory/fixtures/in-memory-chat.js';
import { TestLogWriter } from '../../in-memory/fixtures/test-log-writer.js';
import { InMemoryEventSink } from '../../in-memory/in-memory-event-sink.js';
import { LIMITS } from '../../model/limits.js';
import { deliverEventsOf } from './deliver-events.js';
import { EVENTS_SHARD } from './event-cursor.js';

const DAY = 86_400_000;

function fixture() {
  const store = inMemoryChat();
  const log = new TestLogWriter(store);
  const sink = new InMemoryEventSink();
  const ports = { ...store, sink, timer: store.clock };
  const reader = deliverEventsOf(ports);
  const notify = (seq: number, epoch = 'e') => ({ room: 'tea', shard: EVENTS_SHARD, epoch, seqs: [seq] });
  const work = (seq: number, epoch?: string) => reader.execute(notify(seq, epoch));
  const seqs = () => sink.delivered.map(({ entry }) => entry.seq);
  return { ...store, log, sink, reader, notify, work, seqs };
}

describe('the reader for events', () => {
  it('gives the sink every entry of the log in order, each as an event of its room', async () => {
    const { log, work, sink, seqs } = fixture();
    await log.say(3);
    await work(3);
    expect(seqs()).toEqual([1, 2, 3]);
    const [first] = sink.delivered;
    expect(first).toMatchObject({ id: 'tea/e/1', type: 'message', room: 'tea', epoch: 'e' });
    expect(first?.sentAt).toBe(first?.entry.reservedAt);
  });

  it('does nothing for a notification that an earlier one has covered', async () => {
    const { log, work, seqs } = fixture();
    await log.say(4);
    for (const seq of [1, 2, 3, 4, 2]) await work(seq);
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it('saves its cursor every few events, and goes on from it after the sink was down', async () => {
    const { log, work, sink, seqs } = fixture();
    const { eventsPerStep } = LIMITS;
    await log.say(eventsPerStep + 2);
    await work(eventsPerStep);
    sink.isDown = true;
    await log.say(1);
    await expect(work(eventsPerStep + 3)).rejects.toMatchObject({ code: 'unavailable' });
    sink.isDown = false;
    await work(eventsPerStep + 3);
    expect(seqs()).toEqual(Array.from({ length: eventsPerStep + 3 }, (_, index) => index + 1));
  });

  it('waits for a position in flight, and delivers it before the next one', async () => {
    const { clock, log, work, seqs } = fixture();
    await log.skip();
    await log.say(1);
    const working = work(2);
    await clock.elapse(1_000);
    expect(seqs()).toEqual([]);
    await log.fill(1);
    await clock.elapse(1_000);
    await working;
    expect(seqs()).toEqual([1, 2]);
  });

  it('fills a position whose writer does not come back, so that no entry appears behind it', async () => {
    const { clock, log, work, seqs } = fixture();
    await log.skip();
    await log.say(1);
    const working = work(2);
    await clock.elapse(LIMITS.gapAge + 1_000);
    await working;
    expect(seqs()).toEqual([2]);
    expect(await log.fill(1)).toMatchObject({ kind: 'filler' });
  });

  it('goes on over a new epoch, also for what was notified in the old one', async () => {
    const { heads, log, work, sink, seqs } = fixture();
    await log.say(2);
    await work(2);
    await log.say(1);
    await heads.startEpoch('tea', 'f');
    await log.say(1);
    await work(3);
    await work(4, 'f');
    expect(seqs()).toEqual([1, 2, 3, 4]);
    expect(sink.delivered.at(-1)?.id).toBe('tea/f/4');
  });

  it('begins anew in a room that has begun anew, though its old cursor is there still', async () => {
    const { clock, heads, messages, log, work, sink, seqs } = fixture();
    await log.say(2);
    await work(2);
    clock.advance(33 * DAY);
    heads.deleteExpired(Infinity);
    messages.deleteExpired(clock.now());
    await log.say(3);
    for (const seq of [1, 2, 3]) await work(seq);
    expect(seqs()).toEqual([1, 2, 1, 2, 3]);
    expect(new Set(sink.delivered.map(({ entry }) => entry.id)).size).toBe(3);
  });

  it('starts with what is notified first where events are turned on, and with what was in flight then', async () => {
    const { clock, log, work, seqs } = fixture();
    await log.say(150);
    clock.advance(DAY);
    await log.say(3);
    await work(153);
    expect(seqs()).toEqual([151, 152, 153]);
  });

  it('delivers alone what was notified below its start', async () => {
    const { clock, log, work, seqs } = fixture();
    await log.say(1);
    clock.advance(120_000);
    await log.say(1);
    await work(2);
    expect(seqs()).toEqual([2]);
    await work(1);
    expect(seqs()).toEqual([2, 1]);
  });

  it('asks to come again for a position below its start that is in flight', async () => {
    const { clock, log, work, cursors, heads, seqs } = fixture();
    await log.say(1);
    await log.skip();
    await log.say(1);
    const { createdAt } = (await heads.find('tea')) ?? { createdAt: 0 };
    await cursors.save('tea', EVENTS_SHARD, { epoch: `${createdAt}/e`, seq: 3, start: 3 });
    await expect(work(2)).rejects.toMatchObject({ code: 'unavailable' });
    await log.fill(2);
    await work(2);
    await work(2);
    expect(seqs()).toEqual([2, 2]);
    clock.advance(DAY);
    await work(3);
    expect(seqs()).toEqual([2, 2, 3]);
  });

  it('says what has expired before it could be delivered, and goes on with what is left', async () => {
    const { clock, log, work, sink, seqs, logger } = fixture();
    await log.say(1);
    await work(1);
    sink.isDown = true;
    await log.say(2);
    await expect(work(3)).rejects.toMatchObject({ code: 'unavailable' });
    clock.advance(LIMITS.retentionDefault + 1);
    await log.say(1);
    sink.isDown = false;
    clock.advance(60_000);
    await work(4);
    expect(seqs()).toEqual([1, 4]);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({ message: 'events passed over expired positions' }),
    );
  });

  it('delivers nothing once its time is up', async () => {
    const { log, reader, notify, seqs } = fixture();
    await log.say(1);
    await expect(reader.execute(notify(1), { aborted: true })).rejects.toMatchObject({ code: 'unavailable' });
    expect(seqs()).toEqual([]);
  });

  it('has nothing to do for a room that is gone', async () => {
    const { work, seqs } = fixture();
    await work(1);
    expect(seqs()).toEqual([]);
  });
});
