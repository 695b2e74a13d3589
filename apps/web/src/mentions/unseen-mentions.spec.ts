import { describe, expect, it } from '@jest/globals';
import type { ChatClientEvents } from '@serverless-ws/chat-client';
import { UnseenMentions } from './unseen-mentions.js';

function storage(content: Record<string, string> = {}) {
  const items = new Map(Object.entries(content));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

const from = (id: string, mentions?: string[]): ChatClientEvents['message'] => ({
  room: 'tea',
  epoch: 'e1',
  entry: {
    ...{ kind: 'message', seq: 1, id: 'm1', sender: { id, name: id }, sentAt: 0, text: 'hi' },
    ...(mentions && { mentions }),
  },
});

describe('the mentions of a user', () => {
  it('are messages of others that name them', () => {
    const mentions = new UnseenMentions('ada', () => storage());
    expect(mentions.isMention(from('bob', ['ada', 'eve']))).toBe(true);
    expect(mentions.isMention(from('bob', ['eve']))).toBe(false);
    expect(mentions.isMention(from('bob'))).toBe(false);
    expect(mentions.isMention(from('ada', ['ada']))).toBe(false);
    const { entry, ...event } = from('bob', ['ada']);
    const { seq, id, sender, sentAt } = entry;
    expect(mentions.isMention({ ...event, entry: { kind: 'deleted', seq, id, sender, sentAt } })).toBe(false);
  });

  it('count by room until the user looks, and over a reload', () => {
    const kept = storage();
    const mentions = new UnseenMentions('ada', () => kept);
    const seen: object[] = [];
    const stop = mentions.subscribe(() => seen.push(mentions.current));
    for (const room of ['tea', 'tea', '__proto__x', 'lobby']) mentions.add(room);
    expect(new UnseenMentions('ada', () => kept).current).toEqual({ tea: 2, __proto__x: 1, lobby: 1 });
    expect(new UnseenMentions('bob', () => kept).current).toEqual({});
    mentions.clear('tea');
    mentions.clear('tea');
    stop();
    mentions.clear('lobby');
    expect(mentions.current).toEqual({ __proto__x: 1 });
    expect(seen).toHaveLength(5);
  });

  it('are none where the storage holds something else, or may not be used', () => {
    for (const text of ['7', 'null', '{', '{"tea":"x","lobby":-1}'])
      expect(new UnseenMentions('ada', () => storage({ 'mentions:ada': text })).current).toEqual({});
    const forbidden = new UnseenMentions('ada', () => {
      throw new Error('forbidden');
    });
    forbidden.add('tea');
    expect(forbidden.current).toEqual({ tea: 1 });
  });
});
