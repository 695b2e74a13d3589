import { describe, expect, it } from '@jest/globals';
import { parseServerFrame } from '../parse/parse-server-frame.js';
import { doneFrame } from './done-frame.js';
import { encode } from './encode.js';

describe('done', () => {
  it('names the action, and the request where it has an id', () => {
    expect(parseServerFrame(encode(doneFrame('ban', { requestId: 'r1', clientMessageId: 'x' })))).toEqual({
      type: 'done',
      requestId: 'r1',
      action: 'ban',
    });
    expect(doneFrame('kick')).toStrictEqual({ type: 'done', action: 'kick' });
  });
});
