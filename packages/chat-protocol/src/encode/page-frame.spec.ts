import { describe, expect, it } from '@jest/globals';
import { pageFrame } from './page-frame.js';

const sender = { id: 'u1', name: 'Ada' };
const page = { room: 'tea', epoch: 'e', from: 3, through: 5, recovered: true, more: false };

describe('the answer to a join or a list', () => {
  it('is the page, with its entries as messages', () => {
    const entries = [
      { kind: 'message' as const, seq: 4, id: 'm4', sender, takenAt: 7, expiresAt: 9, text: 'hi' },
    ];
    const frame = pageFrame('joined', { ...page, entries }, { requestId: 'r', clientMessageId: 'c' });
    expect(frame).toStrictEqual({
      type: 'joined',
      requestId: 'r',
      ...page,
      messages: [{ kind: 'message', seq: 4, id: 'm4', sender, sentAt: 7, text: 'hi' }],
    });
    expect(pageFrame('page', { ...page, entries: [] })).toStrictEqual({
      type: 'page',
      ...page,
      messages: [],
    });
  });
});
