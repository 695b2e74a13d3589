import { describe, expect, it } from '@jest/globals';
import { LineFormat } from './line-format.js';

const plain = new LineFormat(false);
const sentAt = new Date(2026, 0, 1, 9, 5).getTime();
const entry = { seq: 7, id: 'm7', sender: { id: 'ada', name: 'Ada' }, sentAt };

describe('a line of the chat', () => {
  it('shows who said what, when', () => {
    expect(plain.entry({ ...entry, kind: 'message', text: 'hi' })).toBe('09:05 Ada: hi');
    expect(plain.entry({ ...entry, kind: 'announcement', text: 'hear' })).toBe('09:05 Ada announces: hear');
    expect(plain.entry({ ...entry, kind: 'deleted' })).toBe('09:05 Ada (deleted)');
    expect(plain.entry({ ...entry, kind: 'deletion', target: { seq: 3, id: 'm3' } })).toBe(
      '* Ada deleted message 3',
    );
    const target = { seq: 3, id: 'm3' };
    expect(plain.entry({ ...entry, kind: 'edit', target, text: 'hello' })).toBe(
      '* Ada edited message 3: hello',
    );
    const reaction = { ...entry, kind: 'reaction', target, reaction: '+1' } as const;
    expect(plain.entry({ ...reaction, on: true })).toBe('* Ada reacted +1');
    expect(plain.entry({ ...reaction, on: false })).toBe('* Ada took back +1');
    expect(plain.entry({ ...entry, kind: 'message', text: 'yes' }, 'Bob')).toBe('09:05 Ada to Bob: yes');
  });

  it('gives every user a colour of their own', () => {
    const colourful = new LineFormat(true);
    expect(colourful.entry({ ...entry, kind: 'message', text: 'hi' })).toBe(
      '\u001b[2m09:05\u001b[0m \u001b[31mAda:\u001b[0m hi',
    );
  });

  it('lets no text take over the terminal', () => {
    const evil = '\u001b]0;pwned\u0007\u001b[2Jone\ntwo\r\u202ethree\u009b31m';
    const sender = { id: 'eve', name: 'E\u001bve\n' };
    const line = plain.entry({ ...entry, kind: 'message', sender, text: evil });
    expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(line).toBe('09:05 E·ve : ·]0;pwned··[2Jone two ·three·31m');
  });
});
