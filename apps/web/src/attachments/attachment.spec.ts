import { describe, expect, it } from '@jest/globals';
import { attachmentsOf, sizeText } from './attachment.js';

const plan = { key: 'tea/a', name: 'plan.pdf', type: 'application/pdf', size: 48_211 };

describe('the files of a message', () => {
  it('are those that its meta names', () => {
    expect(attachmentsOf({ attachments: [plan, { ...plan, key: 'tea/b' }] })).toEqual([
      plan,
      { ...plan, key: 'tea/b' },
    ]);
  });

  it.each([
    [undefined],
    [{}],
    [{ attachments: 'plan.pdf' }],
    [
      {
        attachments: [null, 7, 'x', {}, { ...plan, key: 7 }, { ...plan, size: 'big' }, { ...plan, size: -1 }],
      },
    ],
  ])('are none in %j', (meta) => {
    expect(attachmentsOf(meta)).toEqual([]);
  });

  it('have names that read as what they are', () => {
    const names = ['\u202egpj.exe', 'a\u200b\nb.txt', '\u2060', 'x'.repeat(200), `${'x'.repeat(99)}😀`];
    const found = attachmentsOf({ attachments: names.map((name) => ({ ...plan, name })) });
    expect(found.map(({ name }) => name)).toEqual([
      'gpj.exe',
      'ab.txt',
      'file',
      'x'.repeat(100),
      'x'.repeat(99),
    ]);
  });

  it('are ten at most', () => {
    expect(attachmentsOf({ attachments: Array.from({ length: 11 }, () => plan) })).toHaveLength(10);
  });

  it('have sizes that people read', () => {
    expect([999, 48_211, 9_960_000].map(sizeText)).toEqual(['999 B', '48 kB', '10.0 MB']);
  });
});
