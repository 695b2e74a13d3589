import { expect, it } from '@jest/globals';
import { folded } from './folded.js';

it('compares what people type with what they mean', () => {
  expect(['Zoë', 'ÀÉ', 'ｆｕｌｌ', 'Straße', '日本'].map(folded)).toEqual([
    'zoe',
    'ae',
    'full',
    'straße',
    '日本',
  ]);
});
