import { CHAT_ERROR_CODES, ChatError } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { encode } from './encode.js';
import { errorFrame } from './error-frame.js';
import { parseServerFrame } from '../parse/parse-server-frame.js';

describe('an error frame', () => {
  it('carries the code, the message and the ids of the request', () => {
    const error = new ChatError('rate_limited', 'Slow down.', { retryAfterMs: 500 });
    expect(errorFrame(error, { requestId: 'r', clientMessageId: 'c' })).toEqual({
      type: 'error',
      code: 'rate_limited',
      message: 'Slow down.',
      retryable: true,
      retryAfterMs: 500,
      requestId: 'r',
      clientMessageId: 'c',
    });
  });

  it('never has a wait longer than a timer supports', () => {
    const error = new ChatError('muted', 'No.', { retryAfterMs: 1e12 });
    expect(errorFrame(error).retryAfterMs).toBe(2_147_483_647);
  });

  it('can be read again, whatever the code', () => {
    for (const code of CHAT_ERROR_CODES) {
      const frame = errorFrame(new ChatError(code, 'No.'));
      expect(parseServerFrame(encode(frame))).toStrictEqual(frame);
    }
  });

  it('hides the details of unexpected failures', () => {
    for (const error of [new TypeError('secret is undefined'), 'a string', null]) {
      const frame = errorFrame(error);
      expect(frame).toStrictEqual({
        type: 'error',
        code: 'internal',
        message: 'Something went wrong on our side. Sending again may help.',
        retryable: true,
      });
    }
  });
});
