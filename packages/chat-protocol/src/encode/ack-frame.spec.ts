import { describe, expect, it } from '@jest/globals';
import { ackFrame } from './ack-frame.js';

describe('the response to a message', () => {
  it('is its receipt, tied to the request', () => {
    const receipt = { room: 'tea', epoch: 'e', seq: 4, id: 'm4', sentAt: 7, duplicate: false };
    expect(ackFrame(receipt)).toStrictEqual({ type: 'ack', ...receipt });
    expect(ackFrame(receipt, { requestId: 'r', clientMessageId: 'c' })).toStrictEqual({
      type: 'ack',
      requestId: 'r',
      clientMessageId: 'c',
      ...receipt,
    });
  });
});
