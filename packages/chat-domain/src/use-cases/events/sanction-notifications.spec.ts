import { describe, expect, it } from '@jest/globals';
import { createChat } from '../../create-chat.js';
import {
  identityWith,
  InMemoryBroadcastQueue,
  InMemoryEventSink,
  InMemoryShardCursorRepository,
  moderatedChat,
} from '../../in-memory/index.js';
import type { ChatSettings } from '../../model/chat-settings.js';
import type { BroadcastQueue } from '../../ports/broadcast-queue.js';
import { deliverEventsOf } from './deliver-events.js';

const FLOOD = { messages: 100, window: 10_000, hardLimit: 1_000 };

/** A chat with events, a moderator, and a user to be sanctioned. */
async function fixture(settings: ChatSettings = {}, replaced?: BroadcastQueue) {
  const parts = moderatedChat();
  const queue = new InMemoryBroadcastQueue();
  const { moderation } = createChat(
    { ...parts.chat.ports, eventQueue: replaced ?? queue },
    { flood: FLOOD, ...settings },
  );
  if (moderation === undefined) throw new Error('A chat with the ports of moderation has moderation.');
  const grace = await parts.connect(identityWith('grace', 'moderator', 'admin'));
  await parts.connect(identityWith('eve'));
  const sink = new InMemoryEventSink();
  const cursors = new InMemoryShardCursorRepository();
  const reader = deliverEventsOf({ ...parts.chat.ports, cursors, sink, timer: parts.clock });
  const events = async () => {
    const dropped = await queue.drain((job) => reader.execute(job));
    return { sanctions: sink.sanctions, delivered: sink.delivered, dropped };
  };
  const at = parts.clock.now();
  return { ...parts, moderation, grace, queue, sink, reader, events, at };
}

const BY = { userId: 'eve', actor: 'grace' };

describe('a sanction', () => {
  it('becomes an event by ids once it is stored, as does its end', async () => {
    const { moderation, grace, events, at } = await fixture();
    await moderation.mute.execute({ ...grace, userId: 'eve', until: at + 5 });
    await moderation.mute.execute({ ...grace, userId: 'eve', until: 0 });
    await moderation.kick.execute({ ...grace, userId: 'eve' });
    await moderation.ban.execute({ ...grace, userId: 'eve', until: at + 9 });
    await moderation.ban.execute({ ...grace, userId: 'eve', until: 0 });
    const { sanctions, delivered, dropped } = await events();
    const about = { id: expect.any(String), room: 'lobby', sentAt: at };
    expect(sanctions).toEqual([
      { ...about, type: 'mute', sanction: { ...BY, until: at + 5 } },
      { ...about, type: 'mute', sanction: { ...BY, until: 0 } },
      { ...about, type: 'kick', sanction: BY },
      { ...about, type: 'ban', sanction: { ...BY, until: at + 9 } },
      { ...about, type: 'ban', sanction: { ...BY, until: 0 } },
    ]);
    expect(new Set(sanctions.map(({ id }) => id)).size).toBe(5);
    expect([delivered, dropped]).toEqual([[], []]);
  });

  it('that changes nothing, or is refused, becomes none', async () => {
    const { moderation, grace, queue, connect, at } = await fixture();
    const eve = { ...(await connect(identityWith('eve'))), userId: 'grace' };
    for (const name of ['ban', 'mute', 'kick'] as const)
      await expect(moderation[name].execute(eve)).rejects.toMatchObject({ code: 'forbidden' });
    await moderation.kick.execute({ ...grace, userId: 'absent' });
    await moderation.ban.execute({ ...grace, userId: 'eve', until: 0 });
    for (let times = 0; times < 2; times += 1)
      await moderation.mute.execute({ ...grace, userId: 'eve', until: at + 5 });
    expect(queue.waiting.map(({ sanction }) => sanction?.type)).toEqual(['mute']);
  });

  it('holds though the queue cannot be reached, which is logged', async () => {
    const down = { enqueue: () => Promise.reject(new Error('down')) };
    const { moderation, grace, connections, moderationStates, rules, logger, at } = await fixture(
      { eventsFrom: ['private'] },
      down,
    );
    await moderation.mute.execute({ ...grace, userId: 'eve', until: at + 5 });
    await moderation.ban.execute({ ...grace, userId: 'eve', until: at + 9 });
    await moderation.invite.execute({ ...grace, room: 'private.board', userId: 'bob', until: at + 7 });
    await moderation.kick.execute({ ...grace, userId: 'eve' });
    expect(await moderationStates.find('eve')).toMatchObject({ mutedUntil: at + 5, bannedUntil: at + 9 });
    expect(await connections.connectionsOf('eve')).toEqual([]);
    expect(await rules.invitedUntil('private.board', 'bob')).toBe(at + 7);
    const failed = logger.lines.filter(({ message }) => message === 'sanction is no event');
    expect(failed).toHaveLength(3);
  });

  it('closes connections while the queue hangs', async () => {
    const { moderation, grace, connections, clock } = await fixture(
      {},
      { enqueue: () => new Promise(() => undefined) },
    );
    void moderation.ban.execute({ ...grace, userId: 'eve' });
    await clock.elapse(5_000);
    expect(await connections.connectionsOf('eve')).toEqual([]);
  });

  it('fails where the sink is down, so that it comes again', async () => {
    const { moderation, grace, queue, sink, reader } = await fixture();
    await moderation.kick.execute({ ...grace, userId: 'eve' });
    const [job] = queue.waiting;
    if (job === undefined) throw new Error('nothing is notified');
    sink.isDown = true;
    await expect(reader.execute(job)).rejects.toMatchObject({ code: 'unavailable' });
    sink.isDown = false;
    await reader.execute(job);
    await reader.execute(job);
    expect(sink.sanctions.map(({ id }) => id)).toEqual([job.epoch, job.epoch]);
  });
});

describe('an invitation', () => {
  it('becomes an event where its kind of room is reported, as does its end', async () => {
    const { moderation, grace, events, queue, at } = await fixture();
    const invite = { ...grace, room: 'private.board', userId: 'bob' };
    await moderation.invite.execute({ ...invite, until: at + 5 });
    expect(queue.waiting).toEqual([]);
    expect((await events()).sanctions).toEqual([]);
    const chosen = await fixture({ eventsFrom: ['private'] });
    for (const until of [chosen.at + 5, 0])
      await chosen.moderation.invite.execute({ ...invite, ...chosen.grace, until });
    expect((await chosen.events()).sanctions).toMatchObject([
      { type: 'invite', room: 'private.board', sanction: { userId: 'bob', until: chosen.at + 5 } },
      { type: 'invite', room: 'private.board', sanction: { userId: 'bob', until: 0 } },
    ]);
  });
});

describe('without events', () => {
  it('no sanction calls a queue', async () => {
    const { moderation, connect } = moderatedChat();
    const grace = await connect(identityWith('grace', 'moderator'));
    await connect(identityWith('eve'));
    await expect(moderation.kick.execute({ ...grace, userId: 'eve' })).resolves.toBeUndefined();
  });
});
