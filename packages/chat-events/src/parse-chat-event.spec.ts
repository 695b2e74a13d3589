import { describe, expect, it } from '@jest/globals';
import { chatEventOf } from '@serverless-ws/chat-domain';
import { parseChatEvent } from './parse-chat-event.js';
import { formatChatEvent } from './wire-event.js';

const sender = { id: 'ada', name: 'Ada' };
const entry = { kind: 'message', id: 'm1', seq: 1, reservedAt: 5, expiresAt: 9, sender, text: 'hi' } as const;

describe('an event', () => {
  it('is read as it was written, from a text and from JSON', () => {
    const text = formatChatEvent(chatEventOf({ room: 'tea', epoch: 'e1' }, entry));
    const event = parseChatEvent(text);
    expect(event).toMatchObject({
      id: 'tea/e1/1',
      type: 'message',
      sentAt: 5,
      entry: { text: 'hi', sender },
    });
    expect(parseChatEvent(JSON.parse(text))).toEqual(event);
  });

  it('has nothing in it that only the store needs', () => {
    const marked = { ...entry, pushed: true, nonMessages: 3, reactions: [] } as const;
    const event = parseChatEvent(formatChatEvent(chatEventOf({ room: 'tea', epoch: 'e1' }, marked)));
    expect(Object.keys('entry' in event ? event.entry : {}).sort()).toEqual([
      'id',
      'kind',
      'sender',
      'sentAt',
      'seq',
      'text',
    ]);
  });

  it('of a message that was deleted before is one of the type that clients see', () => {
    const { id, seq, reservedAt, expiresAt } = entry;
    const deleted = { kind: 'tombstone', id, seq, reservedAt, expiresAt, sender } as const;
    const tombstone = chatEventOf({ room: 'tea', epoch: 'e1' }, deleted);
    expect(parseChatEvent(formatChatEvent(tombstone)).type).toBe('deleted');
  });

  it('of a sanction is read as it was written', () => {
    const about = { id: 's1', type: 'ban', room: 'lobby', sentAt: 5 } as const;
    const sanction = { ...about, sanction: { userId: 'eve', actor: 'grace', until: 9 } };
    expect(parseChatEvent(formatChatEvent(sanction))).toEqual(sanction);
    const half = JSON.stringify({ ...sanction, sanction: { userId: 'eve' } });
    expect(() => parseChatEvent(half)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  });

  it.each(['', '{', '7', 'null', '[]', '{}', '{"id":"a/b/1","type":"message","entry":{}}'])(
    'is none: %s',
    (text) => {
      expect(() => parseChatEvent(text)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    },
  );
});
