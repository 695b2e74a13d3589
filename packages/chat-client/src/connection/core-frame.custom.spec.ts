import { describe, expect, it } from '@jest/globals';
import { coreFrame } from './core-frame.js';

const poll = {
  ...{ seq: 7, id: 'm7', kind: 'acme.poll', sender: { id: 'ada', name: 'Ada' }, sentAt: 5 },
  data: { question: 'Tea?' },
};

const heard = (entry: object) =>
  coreFrame(JSON.parse(JSON.stringify({ type: 'messages', room: 'tea', epoch: 'e', messages: [entry] })));

describe('an entry of a kind that a team adds', () => {
  it('is read, whatever its data', () => {
    expect(heard(poll)).toMatchObject({ messages: [poll] });
    expect(heard({ ...poll, data: {}, clientMessageId: 'c1' })).toMatchObject({ messages: [{ data: {} }] });
  });

  it.each([{ data: 1 }, { data: undefined }, { sender: 'ada' }, { kind: 'poll' }, { kind: ['acme.poll'] }])(
    'is no more than its position with %o',
    (change) => {
      expect(heard({ ...poll, ...change })).toMatchObject({ messages: [{ seq: 7 }] });
      expect(JSON.stringify(heard({ ...poll, ...change }))).not.toContain('sentAt');
    },
  );
});
