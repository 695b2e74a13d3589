import { describe, expect, it } from '@jest/globals';
import { attachmentsOf, isImage, sizeText, summaryOf } from './attachment.js';

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

  it('have pixels where both sides can be some', () => {
    const pixels = (width: unknown, height: unknown) =>
      attachmentsOf({ attachments: [{ ...plan, width, height }] });
    expect(pixels(640, 480)).toEqual([{ ...plan, width: 640, height: 480 }]);
    for (const side of [0, -1, 1.5, Infinity, 65_536, '640', undefined])
      expect([pixels(side, 480), pixels(640, side)]).toEqual([[plan], [plan]]);
  });

  it('are images where every browser decodes them, and no script stands in them', () => {
    const types = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
    expect(types.every((type) => isImage({ type }))).toBe(true);
    for (const type of ['image/svg+xml', 'IMAGE/PNG', 'image/png;x', 'text/html', ''])
      expect(isImage({ type })).toBe(false);
  });

  it('stand for a text that there is not', () => {
    const meta = { attachments: [plan, { ...plan, name: 'map.png' }] };
    expect([summaryOf({ text: 'The plan', meta }), summaryOf({ text: '', meta })]).toEqual([
      'The plan',
      'plan.pdf, map.png',
    ]);
    expect(summaryOf({ text: '' })).toBe('');
  });

  it('are ten at most', () => {
    expect(attachmentsOf({ attachments: Array.from({ length: 11 }, () => plan) })).toHaveLength(10);
  });

  it('have sizes that people read', () => {
    expect([999, 48_211, 9_960_000].map(sizeText)).toEqual(['999 B', '48 kB', '10.0 MB']);
  });
});
