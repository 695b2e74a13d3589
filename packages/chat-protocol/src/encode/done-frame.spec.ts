import { describe, expect, it } from '@jest/globals';
import { parseServerFrame } from '../parse/parse-server-frame.js';
import { doneFrame } from './done-frame.js';
import { encode } from './encode.js';

describe('done', () => {
  it('names the action, the room where it was about one, and the request where it has an id', () => {
    expect(parseServerFrame(encode(doneFrame('ban', { requestId: 'r1', clientMessageId: 'x' })))).toEqual({
      type: 'done',
      requestId: 'r1',
      action: 'ban',
    });
    expect(doneFrame('slowMode', {}, 'tea')).toStrictEqual({ type: 'done', action: 'slowMode', room: 'tea' });
    expect(doneFrame('kick')).toStrictEqual({ type: 'done', action: 'kick' });
  });
});
