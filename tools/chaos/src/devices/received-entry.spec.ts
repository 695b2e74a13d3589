import { describe, expect, it } from '@jest/globals';
import { entryOf } from './received-entry.js';

const base = { seq: 1, id: 'm1', sender: { id: 'ada', name: 'Ada' }, sentAt: 5 };
const target = { seq: 1, id: 'm1' };

describe('an entry that came over the wire', () => {
  it('is null where its kind is not known', () => {
    expect(entryOf({ seq: 1 })).toBeNull();
  });

  it('is a message with when it was edited, and the users of its reactions', () => {
    const reactions = { '+1': { count: 1, users: ['bob'], own: false } };
    expect(entryOf({ ...base, kind: 'message', text: 'hi', editedAt: 9, reactions })).toMatchObject({
      ...{ kind: 'message', text: 'hi', reservedAt: 5, edited: { at: 9 } },
      reactions: [{ reaction: '+1', userId: 'bob', on: true }],
    });
  });

  it('is a tombstone where it was deleted', () => {
    expect(entryOf({ ...base, kind: 'deleted' })).toMatchObject({ kind: 'tombstone', id: 'm1' });
  });

  it('is an edit with its text, or without where that was replaced', () => {
    const edit = { ...base, kind: 'edit', target } as const;
    expect(entryOf({ ...edit, text: 'ho' })).toMatchObject({ content: { text: 'ho' } });
    expect(entryOf(edit)).not.toHaveProperty('content');
  });

  it('is a deletion or a reaction as it came', () => {
    expect(entryOf({ ...base, kind: 'deletion', target })).toMatchObject({ kind: 'deletion', target });
    const reaction = { ...base, kind: 'reaction', target, reaction: '+1', on: false } as const;
    expect(entryOf(reaction)).toMatchObject({ reaction: '+1', on: false });
  });
});
