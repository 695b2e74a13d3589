import { describe, expect, it } from '@jest/globals';
import { StalledRecipients } from './stalled-recipients.js';

describe('the recipients that stalled', () => {
  it('are known until they are reached again', () => {
    const stalled = new StalledRecipients();
    stalled.add('a');
    expect([stalled.has('a'), stalled.has('b')]).toEqual([true, false]);
    stalled.delete('a');
    expect(stalled.has('a')).toBe(false);
  });

  it('are forgotten from 4,096 on, the one that failed longest ago first', () => {
    const stalled = new StalledRecipients();
    for (let index = 0; index < 4_096; index += 1) stalled.add(`c${index}`);
    stalled.add('c0');
    stalled.add('new');
    expect(['c0', 'c1', 'c2', 'new'].map((id) => stalled.has(id))).toEqual([true, false, true, true]);
  });
});
