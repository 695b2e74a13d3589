import { describe, expect, it } from '@jest/globals';
import { CHAT_ERROR_CODES, ChatError, isChatError } from './chat-error.js';

describe('ChatError', () => {
  it('knows for each code whether trying again may help', () => {
    const retryable = CHAT_ERROR_CODES.filter((code) => new ChatError(code, '').retryable);
    expect(retryable).toEqual(['too_many_connections', 'rate_limited', 'muted', 'unavailable', 'internal']);
  });

  it('carries the cause and the wait that it was given, and no other', () => {
    const cause = new Error('socket hang up');
    const error = new ChatError('rate_limited', 'Slow down.', { retryAfterMs: 250, cause });
    expect([error.message, error.retryAfterMs, error.cause]).toEqual(['Slow down.', 250, cause]);
    expect('cause' in new ChatError('internal', '')).toBe(false);
  });

  it('is recognised by its shape, so that it works across two copies of the package', () => {
    const stranger = Object.assign(new Error('x'), { code: 'not_joined', retryable: false });
    expect(isChatError(new ChatError('not_joined', ''))).toBe(true);
    expect(isChatError(stranger)).toBe(true);
  });

  it.each([
    ['another error', new Error('x')],
    ['an unknown code', Object.assign(new Error('x'), { code: 'ECONNRESET', retryable: true })],
    ['a code from the prototype', Object.assign(new Error('x'), { code: 'constructor', retryable: true })],
    ['an error without a flag for retries', Object.assign(new Error('x'), { code: 'internal' })],
    ['a number for a code', Object.assign(new Error('x'), { code: 7, retryable: true })],
    ['no error at all', { code: 'internal', retryable: true }],
    ['nothing', null],
  ])('is not mistaken for %s', (_, value) => {
    expect(isChatError(value)).toBe(false);
  });
});
