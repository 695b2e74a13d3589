import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';
import { translated } from './unavailable.js';

const answered = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

describe('a failed call', () => {
  it.each([
    answered('ProvisionedThroughputExceededException', 400),
    answered('ThrottlingException', 400),
    answered('RequestLimitExceeded', 400),
    answered('InternalServerError', 500),
    answered('ServiceUnavailable', 503),
    answered('TooManyRequests', 429),
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    answered('TimeoutError', 200),
    Object.assign(new Error('too slow'), { name: 'TimeoutError', $metadata: {} }),
  ])('that may pass is unavailable, with its cause: $name $message', (cause) => {
    expect(translated(cause)).toMatchObject({ code: 'unavailable', retryable: true, cause });
  });

  it.each([
    answered('ResourceNotFoundException', 400),
    answered('AccessDeniedException', 400),
    answered('ValidationException', 400),
    new TypeError('undefined is not a function'),
    new ChatError('invalid_room', 'no'),
    'not an error',
  ])('that cannot pass by itself stays as it is, so that the log names it: %s', (error) => {
    expect(translated(error)).toBe(error);
  });
});
