import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';
import { inspect, must, mustEqual, mustReject } from './expectation.js';

describe('expectations', () => {
  it('compare as JSON does, whatever the order of keys', () => {
    mustEqual({ a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 }, 'no');
    expect(() => mustEqual([1, 2], [2, 1], 'order')).toThrow('order\n  expected [2,1]\n  received [1,2]');
    expect(inspect(undefined)).toBe('undefined');
  });

  it('say what is broken', () => {
    expect(() => must(false, 'fix it')).toThrow('fix it');
  });

  it('require an error with the right code', async () => {
    await mustReject(Promise.reject(new ChatError('muted', 'x')), 'muted', 'it');
    await expect(mustReject(Promise.resolve(1), 'muted', 'it')).rejects.toThrow(
      'it: expected ChatError muted',
    );
    await expect(mustReject(Promise.reject(new Error('y')), 'muted', 'it')).rejects.toThrow('got Error: y');
  });
});
