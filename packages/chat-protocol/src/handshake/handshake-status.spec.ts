import { ChatError, type ChatErrorCode } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { handshakeStatus } from './handshake-status.js';

describe('the status of a refused handshake', () => {
  it.each<[ChatErrorCode, number]>([
    ['unauthorized', 401],
    ['token_expired', 401],
    ['forbidden', 403],
    ['banned', 403],
    ['connection_gone', 410],
    ['too_many_connections', 429],
    ['unavailable', 503],
    ['internal', 500],
  ])('is for %s %i', (code, status) => {
    expect(handshakeStatus(new ChatError(code, ''))).toBe(status);
  });

  it('is 500 for what is no error of the chat', () => {
    expect(handshakeStatus(new TypeError('oops'))).toBe(500);
  });
});
