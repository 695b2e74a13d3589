import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';
import { translated } from './unavailable.js';

const failed = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });

describe('a failed call', () => {
  it.each([
    failed('ProvisionedThroughputExceededException', 400),
    failed('ThrottlingException', 400),
    failed('RequestLimitExceeded', 400),
    failed('InternalServerError', 500),
    failed('ServiceUnavailable', 503),
    failed('TooManyRequests', 429),
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    failed('TimeoutError', 200),
    Object.assign(new Error('too slow'), { name: 'TimeoutError', $metadata: {} }),
  ])('that may pass is unavailable, with its cause: $name $message', (cause) => {
    expect(translated(cause)).toMatchObject({ code: 'unavailable', retryable: true, cause });
  });

  it.each([
    failed('ResourceNotFoundException', 400),
    failed('AccessDeniedException', 400),
    failed('ValidationException', 400),
    new TypeError('undefined is not a function'),
    new ChatError('invalid_room', 'no'),
    'not an error',
  ])('that cannot pass by itself stays as it is, so that the log names it: %s', (error) => {
    expect(translated(error)).toBe(error);
  });
});
